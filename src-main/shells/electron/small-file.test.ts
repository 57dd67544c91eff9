import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { recall, remember } from './small-file.ts'
import { windowMemorySchema } from './window-memory.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fewlabel-small-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const memory = { bounds: { x: -5, y: 3, width: 1000, height: 700 }, maximized: true, fullScreen: false }

describe('small files', () => {
  it('remember', () => {
    const file = join(folder, 'sub', 'window.json')
    expect(recall(file, windowMemorySchema)).toBeNull()
    remember(file, memory)
    expect(recall(file, windowMemorySchema)).toEqual(memory)
  })

  it('know what earlier versions remembered', () => {
    const file = join(folder, 'window.json')
    writeFileSync(file, JSON.stringify({ bounds: memory.bounds, maximized: true }))
    expect(recall(file, windowMemorySchema)).toEqual(memory)
  })

  it.each(['', '{', '[]', '{"bounds":{"x":"0"},"maximized":true}'])('take "%s" for nothing', (text) => {
    const file = join(folder, 'window.json')
    writeFileSync(file, text)
    expect(recall(file, windowMemorySchema)).toBeNull()
  })

  it('do not mind a place they cannot be written to', () => {
    const file = join(folder, 'file')
    writeFileSync(file, '')
    expect(() => remember(join(file, 'window.json'), memory)).not.toThrow()
  })

  it.skipIf(process.platform === 'win32')('are read by their owner only', () => {
    const file = join(folder, 'window.json')
    remember(file, memory)
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })
})
