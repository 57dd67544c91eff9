import type {
  CrashReporter,
  Display,
  NativeTheme,
  NotificationConstructorOptions,
  PowerSaveBlocker,
  Screen,
  Shell,
} from 'electron'
import { app } from './app.ts'
import { screenLink } from './program.ts'
import { RefusingEmitter, refuseOptions, refusing } from './refusal.ts'

/** Theme, displays, power and notifications: kept here, for tests to ask. */

class NativeThemeStandIn
  extends RefusingEmitter
  implements Pick<NativeTheme, 'themeSource' | 'shouldUseDarkColors' | 'shouldUseHighContrastColors'>
{
  readonly shouldUseHighContrastColors = false
  _source: NativeTheme['themeSource'] = 'system'
  _systemIsDark = false

  constructor() {
    super('NativeTheme', ['updated'])
  }

  get themeSource(): NativeTheme['themeSource'] {
    return this._source
  }

  set themeSource(source: NativeTheme['themeSource']) {
    const before = this.shouldUseDarkColors
    this._source = source
    screenLink.tell('setColorScheme', source === 'system' ? null : source)
    if (this.shouldUseDarkColors !== before) this.emit('updated')
  }

  get shouldUseDarkColors(): boolean {
    return this._source === 'system' ? this._systemIsDark : this._source === 'dark'
  }
}
export const nativeTheme = new NativeThemeStandIn()

class ScreenStandIn
  extends RefusingEmitter
  implements
    Pick<Screen, 'getAllDisplays' | 'getPrimaryDisplay' | 'getDisplayMatching' | 'getDisplayNearestPoint'>
{
  _displays: Display[] = []

  constructor() {
    super('Screen', ['display-added', 'display-removed', 'display-metrics-changed'])
  }

  getAllDisplays(): Display[] {
    this._onlyWhenReady()
    return [...this._displays]
  }

  getPrimaryDisplay(): Display {
    this._onlyWhenReady()
    return this._displays[0]
  }

  getDisplayMatching({ x, y }: { x: number; y: number }): Display {
    return this.getDisplayNearestPoint({ x, y })
  }

  getDisplayNearestPoint({ x, y }: { x: number; y: number }): Display {
    const holds = ({ bounds }: Display) =>
      x >= bounds.x && x < bounds.x + bounds.width && y >= bounds.y && y < bounds.y + bounds.height
    return this.getAllDisplays().find(holds) ?? this._displays[0]
  }

  _change(displays: Display[]): void {
    const before = this._displays
    this._displays = displays
    const isIn = (list: Display[], { id }: Display) => list.some((display) => display.id === id)
    for (const gone of before.filter((display) => !isIn(displays, display)))
      this.emit('display-removed', {}, gone)
    for (const added of displays.filter((display) => !isIn(before, display)))
      this.emit('display-added', {}, added)
  }

  _onlyWhenReady(): void {
    if (!app.isReady()) throw new Error("The 'screen' module can't be used before the app 'ready' event")
  }
}
export const screen = new ScreenStandIn()

/** Its events come from the system; here tests cause them. */
export const powerMonitor = new RefusingEmitter('PowerMonitor', ['shutdown', 'suspend', 'resume'])

const blockers = new Set<number>()
let nextBlocker = 1
export const powerSaveBlocker = refusing('PowerSaveBlocker', {
  start(type) {
    if (type !== 'prevent-app-suspension' && type !== 'prevent-display-sleep')
      throw new TypeError(`Invalid power save blocker type ${type}`)
    blockers.add(nextBlocker)
    return nextBlocker++
  },
  stop: (id) => blockers.delete(id),
  isStarted: (id) => blockers.has(id),
} satisfies Pick<PowerSaveBlocker, 'start' | 'stop' | 'isStarted'>)

export const notificationOptions = [
  'body',
  'icon',
  'silent',
  'subtitle',
  'timeoutType',
  'title',
  'urgency',
] as const satisfies (keyof NotificationConstructorOptions)[]

export class NotificationStandIn extends RefusingEmitter {
  readonly title: string
  readonly body: string

  constructor(options: NotificationConstructorOptions = {}) {
    super('Notification', ['show', 'click', 'close', 'failed', 'action', 'reply'])
    refuseOptions('NotificationConstructorOptions', options, notificationOptions)
    this.title = options.title ?? ''
    this.body = options.body ?? ''
  }

  static isSupported(): boolean {
    return true
  }

  show(): void {
    this.emit('show', {})
  }

  close(): void {
    this.emit('close', {})
  }
}

/** Nothing is opened on the machine that runs the tests. */
export const shell = refusing('Shell', {
  openExternal: async () => {},
  openPath: async () => '',
  showItemInFolder() {},
  beep() {},
} satisfies Pick<Shell, 'openExternal' | 'openPath' | 'showItemInFolder' | 'beep'>)

export const crashReporter = refusing('CrashReporter', {
  start(options) {
    if (options.uploadToServer !== false)
      throw new Error('The stand-in takes crashReporter.start only where nothing is uploaded.')
  },
  addExtraParameter() {},
  removeExtraParameter() {},
  getParameters: () => ({}),
  getUploadToServer: () => false,
} satisfies Partial<CrashReporter>)
