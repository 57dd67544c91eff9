import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FewlabelError } from '../../contract/errors.ts'
import { matchRows } from './commands/label.ts'
import { readLabelFile } from './label-file.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fewlabel-labels-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

async function read(text: string) {
  const file = join(folder, 'labels.csv')
  await writeFile(file, text)
  return readLabelFile(file)
}

const failure = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: FewlabelError) => error,
  )

describe('readLabelFile', () => {
  it('reads ids and labels, quoted ones too, and who labeled', async () => {
    const { rows } = await read('\ufeffID,Label,annotator,note\n0017,cat,Jo,x\n"a,""b""","dog, big",,\n')
    expect(rows).toEqual([
      { line: 2, id: '0017', label: 'cat', annotator: 'Jo' },
      { line: 3, id: 'a,"b"', label: 'dog, big', annotator: null },
    ])
  })

  it('leaves out what an export says the model labeled', async () => {
    const file = await read('id,label,label_source\n1,a,human\n2,b,model\n3,c,bulk\n')
    expect(file.rows.map(({ id }) => id)).toEqual(['1', '3'])
    expect(file.fromModel).toBe(1)
  })

  it.each([
    ['no label column', 'id,class\n1,a\n', 'source-mismatch', undefined],
    ['a ragged row', 'id,label\n1,a\n2,b,c\n', 'source-damaged', 'line 3'],
    ['an open quote', 'id,label\n1,"a\n', 'source-damaged', 'line 2'],
    ['a row without an id', 'id,label\n1,a\n,b\n', 'source-damaged', 'line 3'],
    ['a row without a label', 'id,label\n1,  \n', 'source-damaged', 'line 2'],
    ['a header alone', 'id,label\n', 'source-empty', undefined],
    ['nothing', '', 'source-empty', undefined],
  ])('refuses %s', async (_, text, code, place) => {
    const error = await failure(read(text))
    expect(error).toMatchObject({ code, details: { file: join(folder, 'labels.csv') } })
    if (place) expect(error?.details.place).toBe(place)
  })

  it('says that there is no such file', async () => {
    expect(await failure(readLabelFile(join(folder, 'none.csv')))).toMatchObject({ code: 'source-not-found' })
    expect(await failure(readLabelFile(folder))).toMatchObject({ code: 'source-not-found' })
  })
})

describe('matchRows', () => {
  const row = (line: number, id: string, label: string) => ({ line, id, label, annotator: null })

  it('finds samples by their ids, each once, and keeps the unknown apart', () => {
    const rows = [row(2, 'b', 'x'), row(3, 'c', 'y'), row(4, 'b', 'x')]
    const { known, unknown } = matchRows(rows, ['a', 'b'], 'f')
    expect(known.map(({ sampleId, label }) => [sampleId, label])).toEqual([[2, 'x']])
    expect(unknown.map(({ id }) => id)).toEqual(['c'])
  })

  it('refuses what has no one meaning', () => {
    expect(() => matchRows([row(2, 'a', 'x')], ['a', 'a'], 'f')).toThrow(/Several samples/)
    expect(() => matchRows([row(2, 'a', 'x'), row(3, 'a', 'y')], ['a'], 'f')).toThrow(/two labels/)
    expect(matchRows([row(2, 'b', 'x')], ['a', 'a', 'b'], 'f').known).toHaveLength(1)
  })
})
