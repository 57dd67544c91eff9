import { app, session } from 'electron'
import { isAllowedPermission, isAllowedRequest, isAppUrl } from './url-policy.ts'

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
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}

/** No network and no devices, whatever a page asks for. After `ready`. */
export function lockDownSession(): void {
  const own = session.defaultSession
  own.webRequest.onBeforeRequest((details, callback) => {
    callback({ cancel: !isAllowedRequest(details.url, !app.isPackaged) })
  })
  own.setPermissionRequestHandler((contents, permission, callback) => {
    callback(isAllowedPermission(permission, contents.getURL()))
  })
  own.setPermissionCheckHandler((_contents, permission, origin) => isAllowedPermission(permission, origin))
  own.setDevicePermissionHandler(() => false)
  own.setDisplayMediaRequestHandler((_request, callback) => callback(null))
  // Its dictionaries would come from the network.
  own.setSpellCheckerEnabled(false)
  own.on('will-download', (event) => event.preventDefault())
}
