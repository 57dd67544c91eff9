import type { CallbackResponse, OnBeforeRequestListenerDetails, Session, WebRequest } from 'electron'
import { screenLink } from './program.ts'
import { requestGate } from './protocol.ts'
import { RefusingEmitter, refusing } from './refusal.ts'

type Implemented =
  | 'clearCache'
  | 'clearStorageData'
  | 'setBluetoothPairingHandler'
  | 'setCertificateVerifyProc'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setPermissionRequestHandler'
  | 'setProxy'
  | 'setSpellCheckerDictionaryDownloadURL'
  | 'setSpellCheckerDictionaryDownloadURL'
  | 'setSpellCheckerEnabled'
  | 'setSpellCheckerLanguages'
  | 'setUSBProtectedClassesHandler'

type Listener = (
  details: OnBeforeRequestListenerDetails,
  callback: (response: CallbackResponse) => void,
) => void

/** Electron's names of what a page may ask for → those that Chromium's developer protocol knows. */
const permissions: Record<string, string> = {
  'clipboard-read': 'clipboard-read',
  'clipboard-sanitized-write': 'clipboard-write',
  geolocation: 'geolocation',
  notifications: 'notifications',
  midi: 'midi',
  'idle-detection': 'idle-detection',
}

/** Permissions, requests and downloads of the one session that programs of a single window have. */
class SessionStandIn extends RefusingEmitter implements Pick<Session, Implemented> {
  _mayRequest: Listener | null = null
  _requestHandler: Parameters<Session['setPermissionRequestHandler']>[0] = null
  _checkHandler: Parameters<Session['setPermissionCheckHandler']>[0] = null
  /** What was set, for tests to ask. */
  readonly _set: Record<string, unknown> = {}

  readonly webRequest = refusing('WebRequest', {
    onBeforeRequest: (filterOrListener: unknown, listener?: Listener | null) => {
      if (listener !== undefined) throw new Error('The stand-in takes onBeforeRequest without a filter only.')
      this._mayRequest = filterOrListener as Listener | null
    },
  } satisfies Pick<WebRequest, 'onBeforeRequest'>)

  constructor() {
    super('Session', ['will-download', 'spellcheck-dictionary-download-begin', 'preconnect'])
    requestGate.mayPass = (url, method) => this._mayPass(url, method)
  }

  _mayPass(url: string, method: string, resourceType = 'other'): Promise<boolean> {
    const ask = this._mayRequest
    if (!ask) return Promise.resolve(true)
    return new Promise((resolve) => {
      const details = {
        id: 0,
        url,
        method,
        resourceType,
        referrer: '',
        timestamp: Date.now(),
        uploadData: [],
      }
      ask(details as unknown as OnBeforeRequestListenerDetails, ({ cancel }) => resolve(cancel !== true))
    })
  }

  _mayDownload(url: string, filename: string, contents: unknown): boolean {
    const item = refusing('DownloadItem', { getURL: () => url, getFilename: () => filename })
    return this._ask('will-download', {}, item, contents)
  }

  /** Has Chromium answer the page as the program's handlers do; both must agree, and without one everything is granted. */
  _grant(contents: unknown, origin: string, webOrigin: string): Promise<void> {
    const granted: Record<string, boolean> = {}
    for (const [permission, name] of Object.entries(permissions)) {
      let asked = this._requestHandler === null
      this._requestHandler?.(
        contents as never,
        permission as never,
        (answer: boolean) => {
          asked = answer
        },
        { isMainFrame: true, requestingUrl: `${origin}/` } as never,
      )
      const checked =
        this._checkHandler?.(contents as never, permission as never, origin, {
          isMainFrame: true,
          requestingUrl: `${origin}/`,
        } as never) ?? true
      granted[name] = asked && checked
    }
    return screenLink.ask('setPermissions', webOrigin, granted)
  }

  setPermissionRequestHandler(handler: Parameters<Session['setPermissionRequestHandler']>[0]): void {
    this._requestHandler = handler
  }

  setPermissionCheckHandler(handler: Parameters<Session['setPermissionCheckHandler']>[0]): void {
    this._checkHandler = handler
  }

  setDevicePermissionHandler(handler: unknown): void {
    this._set.devicePermission = handler
  }

  setDisplayMediaRequestHandler(handler: unknown): void {
    this._set.displayMediaRequest = handler
  }

  setBluetoothPairingHandler(handler: unknown): void {
    this._set.bluetoothPairing = handler
  }

  setUSBProtectedClassesHandler(handler: unknown): void {
    this._set.usbProtectedClasses = handler
  }

  setCertificateVerifyProc(proc: unknown): void {
    this._set.certificateVerify = proc
  }

  setSpellCheckerEnabled(isEnabled: boolean): void {
    this._set.spellChecker = isEnabled
  }

  setSpellCheckerDictionaryDownloadURL(url: string): void {
    this._set.spellCheckerDictionaries = url
  }

  setSpellCheckerLanguages(languages: string[]): void {
    this._set.spellCheckerLanguages = languages
  }

  async setProxy(config: object): Promise<void> {
    this._set.proxy = config
  }

  async clearCache(): Promise<void> {}

  async clearStorageData(): Promise<void> {}
}

export const defaultSession = new SessionStandIn()
export const session = refusing('Session', { defaultSession })
