import type { KeyboardEvent, Menu, MenuItem, MenuItemConstructorOptions } from 'electron'
import { app } from './app.ts'
import { BrowserWindowStandIn } from './browser-window.ts'
import { RefusingEmitter, refuseOptions, refusing } from './refusal.ts'

export const menuItemOptions = [
  'accelerator',
  'acceleratorWorksWhenHidden',
  'checked',
  'click',
  'enabled',
  'icon',
  'id',
  'label',
  'registerAccelerator',
  'role',
  'sublabel',
  'submenu',
  'toolTip',
  'type',
  'visible',
] as const satisfies (keyof MenuItemConstructorOptions)[]

type Role = NonNullable<MenuItemConstructorOptions['role']>
interface RoleOfItem {
  label: string
  accelerator?: string
  does?: (window: BrowserWindowStandIn | null) => void
  submenu?: MenuItemConstructorOptions[]
}

/** What Electron makes of a role where the item says nothing itself. */
const roles: Partial<Record<Role, RoleOfItem>> = {
  undo: { label: 'Undo', accelerator: 'CommandOrControl+Z', does: (window) => window?.webContents.undo() },
  redo: {
    label: 'Redo',
    accelerator: 'Shift+CommandOrControl+Z',
    does: (window) => window?.webContents.redo(),
  },
  cut: { label: 'Cut', accelerator: 'CommandOrControl+X', does: (window) => window?.webContents.cut() },
  copy: { label: 'Copy', accelerator: 'CommandOrControl+C', does: (window) => window?.webContents.copy() },
  paste: { label: 'Paste', accelerator: 'CommandOrControl+V', does: (window) => window?.webContents.paste() },
  delete: { label: 'Delete', does: (window) => window?.webContents.delete() },
  selectAll: {
    label: 'Select All',
    accelerator: 'CommandOrControl+A',
    does: (window) => window?.webContents.selectAll(),
  },
  quit: { label: 'Quit', accelerator: 'CommandOrControl+Q', does: () => app.quit() },
  close: { label: 'Close Window', accelerator: 'CommandOrControl+W', does: (window) => window?.close() },
  minimize: { label: 'Minimize', accelerator: 'CommandOrControl+M', does: (window) => window?.minimize() },
  zoom: { label: 'Zoom', does: (window) => window?.maximize() },
  reload: { label: 'Reload', accelerator: 'CmdOrCtrl+R', does: (window) => window?.reload() },
  toggleDevTools: { label: 'Toggle Developer Tools', does: (window) => window?.webContents.openDevTools() },
  togglefullscreen: {
    label: 'Toggle Full Screen',
    accelerator: 'F11',
    does: (window) => window?.setFullScreen(!window.isFullScreen()),
  },
  resetZoom: {
    label: 'Actual Size',
    accelerator: 'CommandOrControl+0',
    does: (window) => window?.webContents.setZoomLevel(0),
  },
  zoomIn: { label: 'Zoom In', accelerator: 'CommandOrControl+Plus', does: (window) => zoomBy(window, 0.5) },
  zoomOut: { label: 'Zoom Out', accelerator: 'CommandOrControl+-', does: (window) => zoomBy(window, -0.5) },
  about: { label: 'About', does: () => app.showAboutPanel() },
  help: { label: 'Help', submenu: [] },
  window: { label: 'Window', submenu: [] },
  appMenu: { label: 'Fewlabel', submenu: [] },
  fileMenu: { label: 'File', submenu: [{ role: 'quit' }] },
  editMenu: {
    label: 'Edit',
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      { type: 'separator' },
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'delete' },
      { type: 'separator' },
      { role: 'selectAll' },
    ],
  },
  windowMenu: { label: 'Window', submenu: [{ role: 'minimize' }, { role: 'zoom' }, { role: 'close' }] },
}

function zoomBy(window: BrowserWindowStandIn | null, step: number): void {
  window?.webContents.setZoomLevel(window.webContents.getZoomLevel() + step)
}

class MenuItemStandIn {
  readonly id: string
  readonly role: Role | undefined
  readonly type: MenuItem['type']
  readonly accelerator: string | undefined
  readonly registerAccelerator: boolean
  readonly submenu: MenuStandIn | undefined
  label: string
  sublabel: string
  toolTip: string
  enabled: boolean
  visible: boolean
  checked: boolean
  readonly icon: undefined = undefined
  readonly click: (event?: KeyboardEvent, window?: unknown, contents?: unknown) => void

  constructor(options: MenuItemConstructorOptions) {
    refuseOptions('MenuItemConstructorOptions', options, menuItemOptions)
    const role = options.role === undefined ? undefined : roles[options.role]
    if (options.role !== undefined && !role)
      throw new Error(`The stand-in for Electron does not implement the menu role "${options.role}".`)
    const submenu = options.submenu ?? role?.submenu
    this.id = options.id ?? ''
    this.role = options.role
    this.type = options.type ?? (submenu ? 'submenu' : 'normal')
    this.label = options.label ?? role?.label ?? ''
    this.sublabel = options.sublabel ?? ''
    this.toolTip = options.toolTip ?? ''
    this.accelerator = (options.accelerator as string | undefined) ?? role?.accelerator
    this.registerAccelerator = options.registerAccelerator ?? true
    this.enabled = options.enabled ?? true
    this.visible = options.visible ?? true
    this.checked = options.checked ?? false
    this.submenu = submenu === undefined ? undefined : MenuStandIn._of(submenu)
    const item = refusing('MenuItem', this)
    this.click = (event) => {
      // A system does not let anybody click what is greyed out.
      if (!this.enabled || !this.visible) return
      if (this.type === 'checkbox') this.checked = !this.checked
      const window =
        BrowserWindowStandIn.getFocusedWindow() ?? BrowserWindowStandIn.getAllWindows()[0] ?? null
      // As in Electron, a role leaves no room for a click of one's own.
      if (role?.does) role.does(window)
      else options.click?.(item as unknown as MenuItem, window as never, event ?? {})
    }
    // biome-ignore lint/correctness/noConstructorReturn: what the program holds is to refuse what is not there
    return item
  }
}

class MenuStandIn extends RefusingEmitter {
  readonly items: MenuItemStandIn[] = []

  constructor() {
    super('Menu', ['menu-will-show', 'menu-will-close'])
  }

  static _of(submenu: NonNullable<MenuItemConstructorOptions['submenu']>): MenuStandIn {
    return submenu instanceof MenuStandIn
      ? submenu
      : MenuStandIn.buildFromTemplate(submenu as MenuItemConstructorOptions[])
  }

  static buildFromTemplate(template: (MenuItemConstructorOptions | MenuItem)[]): MenuStandIn {
    const menu = new MenuStandIn()
    for (const item of template) {
      menu.append(
        item instanceof MenuItemStandIn ? item : new MenuItemStandIn(item as MenuItemConstructorOptions),
      )
    }
    return menu
  }

  static setApplicationMenu(menu: MenuStandIn | null): void {
    applicationMenu = menu
  }

  static getApplicationMenu(): MenuStandIn | null {
    return applicationMenu
  }

  append(item: MenuItemStandIn): void {
    this.items.push(item)
  }

  getMenuItemById(id: string): MenuItemStandIn | null {
    for (const item of this.items) {
      const found = item.id === id ? item : (item.submenu?.getMenuItemById(id) ?? null)
      if (found) return found
    }
    return null
  }

  popup(): void {}

  closePopup(): void {}
}

let applicationMenu: MenuStandIn | null = null

type ImplementedMenu = 'getMenuItemById' | 'popup' | 'closePopup'
void ((
  menu: MenuStandIn,
): { [Name in ImplementedMenu]: (...args: never[]) => unknown } & Pick<Menu, 'closePopup'> => menu)

export { MenuItemStandIn, MenuStandIn }
