import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { recallWindow, rememberWindow } from './window-memory.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fewlabel-window-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const memory = { bounds: { x: -5, y: 3, width: 1000, height: 700 }, maximized: true }

describe('window memory', () => {
  it('remembers', () => {
    const file = join(folder, 'sub', 'window.json')
    expect(recallWindow(file)).toBeNull()
    rememberWindow(file, memory)
    expect(recallWindow(file)).toEqual(memory)
  })

  it.each(['', '{', '[]', '{"bounds":{"x":"0"},"maximized":true}'])('takes "%s" for nothing', (text) => {
    const file = join(folder, 'window.json')
    writeFileSync(file, text)
    expect(recallWindow(file)).toBeNull()
  })

  it('does not mind a place it cannot write to', () => {
    const file = join(folder, 'file')
    writeFileSync(file, '')
    expect(() => rememberWindow(join(file, 'window.json'), memory)).not.toThrow()
  })
})
