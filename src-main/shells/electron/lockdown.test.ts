import { beforeAll, describe, expect, it, vi } from 'vitest'
import { externalLinks } from '../../contract/desktop.ts'
import { createFakeElectron } from './fake-electron.ts'
import { allows, FakeContents } from './fake-window.ts'

const fake = await vi.hoisted(async () => (await import('./fake-electron.ts')).createFakeElectron())
vi.mock('electron', () => fake.module)

const contents = new FakeContents()
beforeAll(async () => {
  const { lockDownSessions, lockDownWindows, refuseCredentials } = await import('./lockdown.ts')
  const { applyNetworkSwitches } = await import('./network-switches.ts')
  applyNetworkSwitches()
  lockDownWindows()
  refuseCredentials()
  await lockDownSessions()
  fake.app.emit('web-contents-created', {}, contents)
})

describe('a page', () => {
  it.each(['will-navigate', 'will-redirect', 'will-frame-navigate'])('leads nowhere by %s', (event) => {
    for (const url of ['https://example.org/', 'file:///etc/passwd', 'data:text/html,x', 'about:blank']) {
      expect(allows(contents, event, { url })).toBe(false)
    }
    expect(allows(contents, event, { url: 'app://fewlabel/#/train' })).toBe(true)
  })

  it('opens no windows and no web views', () => {
    for (const url of ['https://example.org/', 'app://fewlabel/', 'about:blank']) {
      expect(contents.openHandler({ url })).toEqual({ action: 'deny' })
    }
    expect(allows(contents, 'will-attach-webview', {})).toBe(false)
    expect(fake.log.filter((entry) => entry.startsWith('browser'))).toEqual([])
  })

  it('has the agreed links opened by the person’s browser, and still no window', () => {
    for (const url of externalLinks) expect(contents.openHandler({ url })).toEqual({ action: 'deny' })
    expect(fake.log.filter((entry) => entry.startsWith('browser'))).toEqual(
      externalLinks.map((link) => `browser ${link}`),
    )
  })

  it('reaches no one by peer connections or Bluetooth', () => {
    expect(contents.webRtc).toBe('disable_non_proxied_udp')
    const choose = vi.fn()
    expect(allows(contents, 'select-bluetooth-device', {}, [{}], choose)).toBe(false)
    expect(choose).toHaveBeenCalledWith('')
  })
})

describe('a session', () => {
  it('requests nothing but the program’s own', () => {
    for (const url of [
      'https://example.org/x.js',
      'http://127.0.0.1:9/',
      'ws://localhost/',
      'file:///etc/passwd',
      'ftp://example.org/',
    ]) {
      expect(fake.requestIsCancelled(url)).toBe(true)
    }
    expect(fake.requestIsCancelled('app://fewlabel/main.js')).toBe(false)
    expect(fake.requestIsCancelled('blob:app://fewlabel/0f-1')).toBe(false)
  })

  it('has developer tools only where the program is not packaged', () => {
    expect(fake.requestIsCancelled('devtools://devtools/bundled/a.html')).toBe(false)
    fake.app.isPackaged = true
    expect(fake.requestIsCancelled('devtools://devtools/bundled/a.html')).toBe(true)
    fake.app.isPackaged = false
  })

  it('grants copying of text and nothing else', () => {
    const granted = (permission: string, url = 'app://fewlabel/') => {
      const asked = vi.fn()
      fake.call('permission', { getURL: () => url }, permission, asked)
      return [asked.mock.calls[0][0], fake.call('check', null, permission, url)]
    }
    expect(granted('clipboard-sanitized-write')).toEqual([true, true])
    expect(granted('clipboard-sanitized-write', 'https://example.org/')).toEqual([false, false])
    for (const permission of [
      'clipboard-read',
      'display-capture',
      'fileSystem',
      'fullscreen',
      'geolocation',
      'hid',
      'media',
      'midi',
      'notifications',
      'openExternal',
      'pointerLock',
      'serial',
      'storage-access',
      'usb',
    ]) {
      expect(granted(permission)).toEqual([false, false])
    }
  })

  it('has no devices', () => {
    expect(fake.call('device', { deviceType: 'usb' })).toBe(false)
    expect(fake.call('usb', { protectedClasses: ['hid', 'video'] })).toEqual(['hid', 'video'])
    const display = vi.fn()
    fake.call('display', {}, display)
    expect(display).toHaveBeenCalledWith(null)
    if (process.platform !== 'darwin') {
      const pair = vi.fn()
      fake.call('bluetooth', {}, pair)
      expect(pair).toHaveBeenCalledWith({ confirmed: false })
    }
  })

  it('trusts no certificate', () => {
    const answer = vi.fn()
    fake.call('certificate', { hostname: 'example.org', verificationResult: 'net::OK' }, answer)
    expect(answer).toHaveBeenCalledWith(-2)
  })

  it('downloads nothing, dictionaries included, and asks no proxy and no server for names', () => {
    expect(allows(fake.defaultSession, 'will-download', {})).toBe(false)
    expect(fake.log).toEqual(
      expect.arrayContaining([
        'spelling false',
        'dictionaries app://fewlabel/no-dictionaries/',
        'proxy {"mode":"direct"}',
        'resolver {"secureDnsMode":"off","enableBuiltInResolver":false}',
      ]),
    )
  })

  it('is locked down whichever it is', () => {
    const other = createFakeElectron().createSession()
    fake.app.emit('session-created', other)
    expect(allows(other, 'will-download', {})).toBe(false)
  })
})

describe('the program', () => {
  it('trusts, tells and shows nothing to servers', () => {
    const trust = vi.fn()
    expect(allows(fake.app, 'certificate-error', {}, contents, 'https://a.b/', 'x', {}, trust)).toBe(false)
    expect(trust).toHaveBeenCalledWith(false)
    const logIn = vi.fn()
    expect(allows(fake.app, 'login', {}, contents, {}, {}, logIn)).toBe(false)
    expect(logIn).toHaveBeenCalledWith()
    const show = vi.fn()
    expect(allows(fake.app, 'select-client-certificate', {}, contents, 'https://a.b/', [{}], show)).toBe(
      false,
    )
    expect(show).toHaveBeenCalledWith()
  })

  it('has Chromium leave the network alone', () => {
    const { 'disable-features': features, ...others } = Object.fromEntries(fake.switches)
    expect(others).toEqual({
      'disable-background-networking': undefined,
      'disable-component-update': undefined,
      'disable-domain-reliability': undefined,
      'no-pings': undefined,
      'no-proxy-server': undefined,
      'host-resolver-rules': 'MAP * ~NOTFOUND',
    })
    expect(features?.split(',')).toContain('CertificateTransparencyComponentUpdater')
  })
})
