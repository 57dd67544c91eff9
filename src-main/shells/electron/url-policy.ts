export const appScheme = 'app'
export const appHost = 'fewlabel'
export const appOrigin = `${appScheme}://${appHost}`

/**
 * Whether an address is the window's own. Parsed, never matched as text: `app://fewlabel.evil/`,
 * `app://fewlabel@evil/` and `app:fewlabel` only look alike.
 */
export function isAppUrl(address: string): boolean {
  const url = parse(address)
  return (
    url !== null &&
    url.protocol === `${appScheme}:` &&
    url.host === appHost &&
    url.username === '' &&
    url.password === ''
  )
}

/** Whether the window may load an address at all: its own, what it made itself, and the developer tools' own. */
export function isAllowedRequest(address: string, developerTools: boolean): boolean {
  if (isAppUrl(address)) return true
  const url = parse(address)
  if (url === null) return false
  if (url.protocol === 'blob:') return isAppUrl(url.pathname)
  return developerTools && url.protocol === 'devtools:'
}

/** Copying text is all the window needs of what a browser asks permission for. */
export function isAllowedPermission(permission: string, origin: string): boolean {
  return permission === 'clipboard-sanitized-write' && isAppUrl(origin)
}

function parse(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null
}
