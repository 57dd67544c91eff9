import { dirname } from 'node:path'
import type { MenuItemConstructorOptions } from 'electron'
import type { MenuCommand } from '../../contract/desktop.ts'
import type { Words } from './words/en.ts'

/** What the menus can do beside the system's own roles and the commands of the window. */
export interface MenuActions {
  /** Has the window run a command of its own. */
  run(command: MenuCommand): void
  newProject(): void
  openProject(): void
  openRecent(path: string): void
  closeProject(): void
  showLogs(): void
  /** Null where none are shipped. */
  showNotices: (() => void) | null
}

export interface MenuState {
  platform: NodeJS.Platform
  words: Words
  hasProject: boolean
  /** Of the window's commands, as people have bound them; only printed here. */
  keys: Partial<Record<MenuCommand, string>>
  /** The latest first. */
  recent: readonly { name: string; path: string }[]
  developerTools: boolean
}

const recentShown = 10
const separator: MenuItemConstructorOptions = { type: 'separator' }

/**
 * Electron takes `Ctrl+Plus` for the key of an American keyboard with Shift. These are the same key without Shift, where
 * others have their plus, and the keys of the number pad.
 */
function moreZoomKeys({ zoomIn, zoomOut }: Words['item']): MenuItemConstructorOptions[] {
  return [
    { role: 'zoomIn', label: zoomIn, accelerator: 'CmdOrCtrl+=', visible: false },
    { role: 'zoomIn', label: zoomIn, accelerator: 'CmdOrCtrl+numadd', visible: false },
    { role: 'zoomOut', label: zoomOut, accelerator: 'CmdOrCtrl+numsub', visible: false },
  ]
}

/**
 * The menus of the application, in the order and with the roles that each system expects. A key is offered to the page
 * first and comes here only when nothing there took it. Of the window's commands none is bound here: their keys are
 * printed as the window has them at the moment. Undo and redo are those of every program besides, as macOS has text
 * fields use them from here.
 */
export function menuTemplate(state: MenuState, actions: MenuActions): MenuItemConstructorOptions[] {
  const { platform, words } = state
  const isMac = platform === 'darwin'
  const { item } = words
  const command = (id: MenuCommand, label: string, more: MenuItemConstructorOptions = {}) => ({
    id,
    label,
    click: () => actions.run(id),
    ...printedKey(state, id),
    ...more,
  })
  const inProject = (id: MenuCommand, label: string) => command(id, label, { enabled: state.hasProject })
  const preferences = command('preferences', item.preferences, { accelerator: 'CmdOrCtrl+,' })

  const application: MenuItemConstructorOptions = {
    role: 'appMenu',
    submenu: [
      { role: 'about', label: item.about },
      separator,
      preferences,
      separator,
      { role: 'services', label: item.services },
      separator,
      { role: 'hide', label: item.hide },
      { role: 'hideOthers', label: item.hideOthers },
      { role: 'unhide', label: item.showAll },
      separator,
      { role: 'quit', label: item.quitApp },
    ],
  }
  const file: MenuItemConstructorOptions = {
    id: 'file',
    label: words.menu.file,
    submenu: [
      {
        id: 'new-project',
        label: item.newProject,
        accelerator: 'CmdOrCtrl+N',
        click: () => actions.newProject(),
      },
      {
        id: 'open-project',
        label: item.openProject,
        accelerator: 'CmdOrCtrl+O',
        click: () => actions.openProject(),
      },
      openRecent(state, actions),
      separator,
      {
        id: 'close-project',
        label: item.closeProject,
        enabled: state.hasProject,
        click: () => actions.closeProject(),
      },
      separator,
      inProject('export', item.export),
      separator,
      isMac ? { role: 'close', label: item.closeWindow } : { role: 'quit', label: item.quit },
    ],
  }
  const edit: MenuItemConstructorOptions = {
    id: 'edit',
    label: words.menu.edit,
    submenu: [
      command('undo', item.undo, { accelerator: 'CmdOrCtrl+Z', registerAccelerator: false }),
      command('redo', item.redo, {
        accelerator: platform === 'win32' ? 'Ctrl+Y' : 'CmdOrCtrl+Shift+Z',
        registerAccelerator: false,
      }),
      separator,
      { role: 'cut', label: item.cut },
      { role: 'copy', label: item.copy },
      { role: 'paste', label: item.paste },
      { role: 'selectAll', label: item.selectAll },
      ...(isMac ? [] : [separator, preferences]),
    ],
  }
  const view: MenuItemConstructorOptions = {
    id: 'view',
    label: words.menu.view,
    submenu: [
      inProject('go-data', item.data),
      inProject('go-training', item.training),
      inProject('go-labeling', item.labeling),
      inProject('go-quality', item.quality),
      separator,
      inProject('queue', item.queue),
      inProject('map', item.map),
      separator,
      command('palette', item.palette),
      separator,
      { role: 'resetZoom', label: item.actualSize },
      { role: 'zoomIn', label: item.zoomIn },
      { role: 'zoomOut', label: item.zoomOut },
      ...moreZoomKeys(item),
      separator,
      { role: 'togglefullscreen', label: item.fullScreen },
      ...(state.developerTools
        ? ([
            separator,
            { role: 'reload', label: item.reload },
            { role: 'toggleDevTools', label: item.developerTools },
          ] satisfies MenuItemConstructorOptions[])
        : []),
    ],
  }
  const window: MenuItemConstructorOptions = {
    id: 'window',
    role: 'windowMenu',
    label: words.menu.window,
    submenu: [
      { role: 'minimize', label: item.minimize },
      ...(isMac
        ? ([
            { role: 'zoom', label: item.zoomWindow },
            separator,
            { role: 'front', label: item.front },
          ] satisfies MenuItemConstructorOptions[])
        : []),
    ],
  }
  const { showNotices } = actions
  const help: MenuItemConstructorOptions = {
    id: 'help-menu',
    role: 'help',
    label: words.menu.help,
    submenu: [
      command('help', item.keys),
      inProject('tour', item.tour),
      separator,
      { id: 'logs', label: item.logs, click: () => actions.showLogs() },
      ...(showNotices ? [{ id: 'notices', label: item.notices, click: () => showNotices() }] : []),
      separator,
      command('about', item.about),
    ],
  }
  return [...(isMac ? [application] : []), file, edit, view, window, help]
}

const printable =
  /^(?:(?:CmdOrCtrl|Ctrl|Alt|AltGr|Shift|Super)\+)*(?:[!-*,-~]|Plus|[A-Z][A-Za-z]{1,8}|F\d{1,2})$/

/**
 * A key that is shown and not bound. macOS binds whatever it shows, so there only what no text field takes for typing.
 */
function printedKey({ platform, keys }: MenuState, id: MenuCommand): MenuItemConstructorOptions {
  const key = keys[id]
  if (key === undefined || !printable.test(key)) return {}
  if (platform === 'darwin' && !/CmdOrCtrl|Ctrl|Super/.test(key)) return {}
  return { accelerator: key, registerAccelerator: false }
}

/** macOS keeps the list itself; elsewhere it is the one on the start screen. */
function openRecent(
  { platform, words, recent }: MenuState,
  actions: MenuActions,
): MenuItemConstructorOptions {
  const label = words.item.openRecent
  if (platform === 'darwin') {
    return {
      id: 'recent',
      role: 'recentDocuments',
      label,
      submenu: [{ role: 'clearRecentDocuments', label: words.item.clearRecent }],
    }
  }
  if (recent.length === 0) {
    return { id: 'recent', label, submenu: [{ label: words.item.noRecent, enabled: false }] }
  }
  return {
    id: 'recent',
    label,
    submenu: recent.slice(0, recentShown).map(({ name, path }) => ({
      // An ampersand in a name is no mark of a letter.
      label: `${name} — ${dirname(path)}`.replaceAll('&', '&&'),
      click: () => actions.openRecent(path),
    })),
  }
}
