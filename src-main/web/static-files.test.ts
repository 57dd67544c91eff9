import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveStatic } from './static-files.ts'

let folder: string
let root: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fewlabel-static-'))
  root = join(folder, 'renderer')
  mkdirSync(join(root, 'assets'), { recursive: true })
  writeFileSync(join(root, 'index.html'), 'window')
  writeFileSync(join(root, 'assets', 'main-1a_b.js'), 'script')
  writeFileSync(join(root, 'notes.md'), 'of no known type')
  writeFileSync(join(folder, 'secret.json'), 'secret')
  mkdirSync(join(folder, 'renderer-of-another'))
  writeFileSync(join(folder, 'renderer-of-another', 'a.json'), 'secret')
  symlinkSync(join(folder, 'secret.json'), join(root, 'linked.json'))
  symlinkSync(folder, join(root, 'out'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('static files', () => {
  it('are served with their type, those with a hash in the name for good', async () => {
    const page = await serveStatic(root, '/')
    expect(await page.text()).toBe('window')
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(page.headers.get('cache-control')).toBe('no-cache')
    const script = await serveStatic(root, '/assets/main-1a_b.js')
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(script.headers.get('cache-control')).toContain('immutable')
  })

  it.each([
    '/../secret.json',
    '/assets/../../secret.json',
    '/..%2fsecret.json',
    '/%2e%2e/secret.json',
    '/..\\secret.json',
    '/assets\\..\\..\\secret.json',
    '//secret.json',
    '/../renderer-of-another/a.json',
    '/secret.json\0.js',
    '/C:/secret.json',
    '/index.html::$DATA',
    '/linked.json',
    '/out/secret.json',
    '/notes.md',
    '/assets',
    '/assets/',
    '/.env.json',
    '',
  ])('are not served by "%s"', async (path) => {
    const response = await serveStatic(root, path)
    expect(response.status).toBe(404)
    expect(await response.text()).toBe('Not found')
  })
})
