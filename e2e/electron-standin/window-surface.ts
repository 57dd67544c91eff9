import type { BrowserWindowConstructorOptions, WebPreferences } from 'electron'

/*
 * What the stand-in knows of windows, beside their methods.
 */

export const windowOptions = [
  'autoHideMenuBar',
  'backgroundColor',
  'fullscreen',
  'height',
  'icon',
  'minHeight',
  'minWidth',
  'show',
  'title',
  'titleBarStyle',
  'webPreferences',
  'width',
  'x',
  'y',
] as const satisfies (keyof BrowserWindowConstructorOptions)[]
export const pagePreferences = [
  'allowRunningInsecureContent',
  'backgroundThrottling',
  'contextIsolation',
  'devTools',
  'experimentalFeatures',
  'navigateOnDragDrop',
  'nodeIntegration',
  'nodeIntegrationInSubFrames',
  'nodeIntegrationInWorker',
  'preload',
  'safeDialogs',
  'sandbox',
  'spellcheck',
  'webSecurity',
  'webviewTag',
] as const satisfies (keyof WebPreferences)[]

export const windowEvents = [
  'blur',
  'close',
  'closed',
  'enter-full-screen',
  'focus',
  'hide',
  'leave-full-screen',
  'maximize',
  'minimize',
  'move',
  'moved',
  'page-title-updated',
  'query-session-end',
  'ready-to-show',
  'resize',
  'resized',
  'responsive',
  'restore',
  'session-end',
  'show',
  'unmaximize',
  'unresponsive',
]
