import { app } from 'electron'

/**
 * Switches of Chromium with which it leaves the network alone by itself: it reports nothing, looks for no updates of
 * its components, resolves no names, and asks no proxy. What a page asks for is refused in lockdown.ts; this is for
 * what no page asked for. The window needs none of it: `app:` is served within the program.
 */
export const networkSwitches: readonly (readonly [name: string, value?: string])[] = [
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['no-pings'],
  ['no-proxy-server'],
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  [
    'disable-features',
    [
      'AutofillServerCommunication',
      'CertificateTransparencyComponentUpdater',
      'DialMediaRouteProvider',
      'MediaRouter',
      'NetworkErrorLogging',
      'OptimizationHints',
      'Reporting',
    ].join(','),
  ],
]

/** Before `ready`. */
export function applyNetworkSwitches(): void {
  for (const [name, value] of networkSwitches) app.commandLine.appendSwitch(name, value)
}
