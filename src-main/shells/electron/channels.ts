/** The message from the preload script to the main process; see contract/desktop.ts. Imports nothing: see preload.ts. */
export const chooseFileChannel = 'fewlabel:choose-file'
