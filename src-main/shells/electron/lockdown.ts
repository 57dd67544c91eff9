import { app, type Session, session, shell } from 'electron'
import { isExternalLink } from './external-links.ts'
import { appOrigin, isAllowedPermission, isAllowedRequest, isAppUrl } from './url-policy.ts'

/** Takes from every window what ours does not need: navigation, new windows, web views. Before the first window. */
export function lockDownWindows(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => {
      if (!isAppUrl(event.url)) event.preventDefault()
    })
    contents.on('will-frame-navigate', (event) => {
      if (!isAppUrl(event.url)) event.preventDefault()
    })
    contents.on('will-redirect', (event) => {
      if (!isAppUrl(event.url)) event.preventDefault()
    })
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(({ url }) => {
      if (isExternalLink(url)) void shell.openExternal(url)
      return { action: 'deny' }
    })
    contents.on('select-bluetooth-device', (event, _devices, callback) => {
      event.preventDefault()
      callback('')
    })
    // Peer connections go past the session's request filter.
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  })
}

/** Nobody out there is trusted, given a name and password, or shown a certificate. */
export function refuseCredentials(): void {
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, callback) => {
    event.preventDefault()
    callback(false)
  })
  app.on('login', (event, _contents, _response, _info, callback) => {
    event.preventDefault()
    callback()
  })
  app.on('select-client-certificate', (event, _contents, _url, _certificates, callback) => {
    event.preventDefault()
    callback()
  })
}

/** No network and no devices, whatever a page asks for, in the one session there is and in any other. After `ready`. */
export async function lockDownSessions(): Promise<void> {
  app.configureHostResolver({ secureDnsMode: 'off', enableBuiltInResolver: false })
  app.on('session-created', (other) => void lockDown(other))
  await lockDown(session.defaultSession)
}

async function lockDown(own: Session): Promise<void> {
  own.webRequest.onBeforeRequest((details, callback) => {
    callback({ cancel: !isAllowedRequest(details.url, !app.isPackaged) })
  })
  own.setCertificateVerifyProc((_request, callback) => callback(refusedCertificate))
  own.setPermissionRequestHandler((contents, permission, callback) => {
    callback(isAllowedPermission(permission, contents.getURL()))
  })
  own.setPermissionCheckHandler((_contents, permission, origin) => isAllowedPermission(permission, origin))
  own.setDevicePermissionHandler(() => false)
  own.setUSBProtectedClassesHandler(({ protectedClasses }) => protectedClasses)
  if (process.platform !== 'darwin') {
    own.setBluetoothPairingHandler((_details, callback) => callback({ confirmed: false }))
  }
  own.setDisplayMediaRequestHandler((_request, callback) => callback(null))
  own.setSpellCheckerEnabled(false)
  // Its dictionaries would come from the network.
  own.setSpellCheckerDictionaryDownloadURL(`${appOrigin}/no-dictionaries/`)
  own.on('will-download', (event) => event.preventDefault())
  await own.setProxy({ mode: 'direct' })
}

/** `net::ERR_FAILED`, as Electron's declaration has it. */
const refusedCertificate = -2
