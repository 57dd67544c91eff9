import { Menu } from 'electron'
import { type MenuActions, type MenuState, menuTemplate } from './menu-template.ts'

/** Sets the menus of the application; again whenever what they show has changed. */
export function setAppMenu(state: MenuState, actions: MenuActions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(state, actions)))
}
