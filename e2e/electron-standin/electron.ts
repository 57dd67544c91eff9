import { app } from './app.ts'
import { BrowserWindowStandIn } from './browser-window.ts'
import { dialog } from './dialog.ts'
import { ipcMain } from './ipc-main.ts'
import { MenuItemStandIn, MenuStandIn } from './menu.ts'
import { protocol } from './protocol.ts'
import { refusing } from './refusal.ts'
import { session } from './session.ts'
import {
  crashReporter,
  NotificationStandIn,
  nativeTheme,
  powerMonitor,
  powerSaveBlocker,
  screen,
  shell,
} from './system.ts'
import { UtilityProcessStandIn } from './utility-process.ts'

/** What `import … from 'electron'` gives a program here. */
export const electron = {
  app,
  BrowserWindow: refusing('BrowserWindow', BrowserWindowStandIn),
  crashReporter,
  dialog,
  ipcMain,
  Menu: refusing('Menu', MenuStandIn),
  MenuItem: MenuItemStandIn,
  nativeTheme,
  Notification: refusing('Notification', NotificationStandIn),
  powerMonitor,
  powerSaveBlocker,
  protocol,
  screen,
  session,
  shell,
  utilityProcess: refusing('UtilityProcess', {
    fork: (...args: ConstructorParameters<typeof UtilityProcessStandIn>) =>
      new UtilityProcessStandIn(...args),
  }),
}
