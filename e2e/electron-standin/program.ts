import { Link } from './link.ts'
import type { ScreenSide } from './sides.ts'

const send = process.send?.bind(process)
if (!send)
  throw new Error('The stand-in for Electron is started with launchStandIn (e2e/electron-standin/launch.ts).')

/** From the program's process to the one that drives Chromium. */
export const screenLink = new Link<ScreenSide>((message) => {
  if (process.connected) send(message)
})

/** What `electron .` tells a program by where it was started; the packaged program by where it lies. */
export interface Installation {
  appPath: string
  packaged: boolean
  resourcesPath: string
  /** As Electron's `process.defaultApp`: started from sources, the program is an argument of Electron. */
  locale: string
}

export const installation: Installation = JSON.parse(process.env.FEWLABEL_STANDIN ?? '{}')
delete process.env.FEWLABEL_STANDIN
