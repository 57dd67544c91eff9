import { describe, expect, it } from 'vitest'
import { isAllowedPermission, isAllowedRequest, isAppUrl } from './url-policy.ts'

describe('isAppUrl', () => {
  it.each([
    'app://fewlabel',
    'app://fewlabel/',
    'app://fewlabel/samples/1/thumbnail?p=2#x',
    'APP://fewlabel/',
  ])('takes %s', (address) => expect(isAppUrl(address)).toBe(true))

  it.each([
    '',
    'about:blank',
    'app:fewlabel',
    'app://evil/',
    'app://fewlabel.evil/',
    'app://fewlabel@evil/',
    'app://user:word@fewlabel/',
    'app://fewlabel:80/',
    'file:///etc/passwd',
    'https://fewlabel/',
    'https://evil/?app://fewlabel/',
    'javascript:alert(1)',
  ])('refuses "%s"', (address) => expect(isAppUrl(address)).toBe(false))
})

describe('isAllowedRequest', () => {
  it('allows the app and its own blobs, and nothing on a network', () => {
    expect(isAllowedRequest('app://fewlabel/main.js', false)).toBe(true)
    expect(isAllowedRequest('blob:app://fewlabel/0f-1', false)).toBe(true)
    for (const address of [
      'http://127.0.0.1/',
      'https://a.b/',
      'ws://a.b/',
      'blob:https://a.b/1',
      'data:,x',
      'x',
    ]) {
      expect(isAllowedRequest(address, true)).toBe(false)
    }
  })

  it('allows the developer tools where they are', () => {
    expect(isAllowedRequest('devtools://devtools/bundled/a.html', true)).toBe(true)
    expect(isAllowedRequest('devtools://devtools/bundled/a.html', false)).toBe(false)
  })
})

describe('isAllowedPermission', () => {
  it('is copying text from our own page, nothing else', () => {
    expect(isAllowedPermission('clipboard-sanitized-write', 'app://fewlabel/')).toBe(true)
    expect(isAllowedPermission('clipboard-sanitized-write', 'https://evil/')).toBe(false)
    expect(isAllowedPermission('clipboard-read', 'app://fewlabel/')).toBe(false)
    expect(isAllowedPermission('media', 'app://fewlabel/')).toBe(false)
  })
})
