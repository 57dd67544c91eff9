import { app } from 'electron'

/**
 * Has every page run in Chromium's sandbox; before `ready`. Not where the program was started with `--no-sandbox`, as the
 * AppImage's own launcher does on systems that offer none: Electron would take the switch back, too late for the
 * processes that are there already, and as root none of the others would start.
 *
 * @returns whether there is a sandbox
 */
export function enableSandbox(): boolean {
  if (app.commandLine.hasSwitch('no-sandbox')) return false
  app.enableSandbox()
  return true
}
