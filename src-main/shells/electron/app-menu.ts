import { Menu, type MenuItemConstructorOptions } from 'electron'

/** What the menus can do beside the system's own roles. */
export interface MenuActions {
  newProject(): void
  openProject(): void
  closeProject(): void
  showAbout(): void
}

/** Sets the menus of the application, in the order and with the roles that each system expects. */
export function setAppMenu(actions: MenuActions, developerTools: boolean): void {
  const isMac = process.platform === 'darwin'
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  const file: MenuItemConstructorOptions = {
    label: '&File',
    submenu: [
      { label: '&New project…', accelerator: 'CmdOrCtrl+N', click: actions.newProject },
      { label: '&Open project…', accelerator: 'CmdOrCtrl+O', click: actions.openProject },
      ...(isMac
        ? [
            {
              label: 'Open recent',
              role: 'recentDocuments',
              submenu: [{ role: 'clearRecentDocuments' }],
            } satisfies MenuItemConstructorOptions,
          ]
        : []),
      separator,
      { label: '&Close project', click: actions.closeProject },
      separator,
      isMac ? { role: 'close' } : { role: 'quit' },
    ],
  }
  const view: MenuItemConstructorOptions = {
    label: '&View',
    submenu: [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      separator,
      { role: 'togglefullscreen' },
      ...(developerTools
        ? ([separator, { role: 'reload' }, { role: 'toggleDevTools' }] satisfies MenuItemConstructorOptions[])
        : []),
    ],
  }
  const help: MenuItemConstructorOptions = {
    role: 'help',
    submenu: [{ label: 'About Fewlabel', click: actions.showAbout }],
  }
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? [{ role: 'appMenu' } satisfies MenuItemConstructorOptions] : []),
      file,
      { role: 'editMenu' },
      view,
      { role: 'windowMenu' },
      ...(isMac ? [] : [help]),
    ]),
  )
}
