/*
 * The messages between the preload script and the main process; see contract/desktop.ts. Imports nothing: see
 * preload.ts.
 */
export const chooseFileChannel = 'fewlabel:choose-file'
export const setLookChannel = 'fewlabel:set-look'
export const showFolderChannel = 'fewlabel:show-folder'
export const showItemChannel = 'fewlabel:show-item'
/** From the main process to the window: a command of the menus. */
export const menuChannel = 'fewlabel:menu'
