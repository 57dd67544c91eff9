import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { classNamesOf } from './class-names.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fewlabel-names-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function namesInCard(card: string): Promise<string[]> {
  writeFileSync(join(folder, 'README.md'), card)
  return classNamesOf(folder)
}

describe('names of classes in a data set card', () => {
  it('are those of the first class label, quoted or not', async () => {
    const label =
      "    dtype:\r\n      class_label:\r\n        names:\r\n          '0': cat\r\n          1: 'it''s'\r\n"
    const more = '          "2": "a\\u00e9"\r\n  - name: id\r\n'
    expect(await namesInCard(`---\r\nfeatures:\r\n${label}${more}---\r\n# Card`)).toEqual([
      'cat',
      "it's",
      'aé',
    ])
    expect(await namesInCard('---\nclass_label:\n  other:\n    0: a\n---\n')).toEqual([])
    expect(await namesInCard('class_label:\n names:\n 0: a\n')).toEqual([])
  })

  it('are found at once, however much blank there is', async () => {
    const blank = 500_000
    const started = performance.now()
    await namesInCard(`---\nclass_label:${'\n'.repeat(blank)}x\n---\n`)
    await namesInCard(`---\nclass_label:\n names:\n 0: a${' '.repeat(blank)}b\n---\n`)
    expect(performance.now() - started).toBeLessThan(5000)
  })
})
