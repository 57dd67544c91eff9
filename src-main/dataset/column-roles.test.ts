import { describe, expect, it } from 'vitest'
import { FewlabelError } from '../contract/errors.ts'
import type { ColumnLook } from './column-look.ts'
import { assignRoles, type RoleRequest } from './column-roles.ts'
import { parseList } from './csv-list.ts'
import { isNumber } from './csv-number.ts'
import { asking } from './test-support.ts'

const long = 'The whole sentence that somebody is meant to read before labeling it.'
const list = '[0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]'

function look(name: string, cells: string[]): ColumnLook {
  const [first] = cells
  const list = first === undefined ? null : parseList(first)
  const words = list === null ? 'words' : 'list'
  const contents = first === '' ? 'empty' : isNumber(first, false) ? 'number' : words
  return { name, contents, cells: cells.filter(Boolean), gaps: false, listLength: list?.length ?? null }
}

function roles(table: Record<string, string>, request: RoleRequest = {}): Record<string, string> {
  const looks = Object.entries(table).map(([name, cell]) => look(name, [cell]))
  const columns = assignRoles('t.csv', looks, request)
  return Object.fromEntries(columns.map(({ name, role }) => [name, role]))
}

function refusal(table: Record<string, string>, request: RoleRequest): FewlabelError {
  try {
    roles(table, request)
  } catch (thrown) {
    if (thrown instanceof FewlabelError) return thrown
  }
  throw new Error('it should have been refused')
}

describe('assignRoles', () => {
  it('makes features of numbers and fields of words', () => {
    expect(roles({ nr: '7', width: '1.5', kind: 'cat', void: '' })).toEqual({
      nr: 'feature',
      width: 'feature',
      kind: 'field',
      void: 'out',
    })
  })

  it('proposes as text what is called so, else what is long', () => {
    expect(roles({ note: long, Sentence: 'Short.', a: '1' })).toMatchObject({
      note: 'field',
      Sentence: 'text',
    })
    expect(roles({ kind: 'cat', note: long, a: '1' })).toMatchObject({ kind: 'field', note: 'text' })
    expect(roles({ kind: 'cat', note: 'Fine.', a: '1' })).toMatchObject({ note: 'field' })
  })

  it('proposes as embedding what is called so, else what is a long list', () => {
    expect(roles({ at: '[1, 2]', vec: '[3, 4]', year: '1999' })).toEqual({
      at: 'field',
      vec: 'embedding',
      year: 'field',
    })
    expect(roles({ e: list, year: '1999' })).toEqual({ e: 'embedding', year: 'field' })
    expect(roles({ at: '[1, 2]', year: '1999' })).toEqual({ at: 'field', year: 'feature' })
  })

  it('keeps other numbers out of the numbered columns with the embedding of a text', () => {
    const embedding = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`e${i}`, '0.1']))
    expect(roles({ text: long, year: '1999', ...embedding })).toMatchObject({ year: 'field', e0: 'feature' })
    // Without a text they are measurements like others.
    expect(roles({ kind: 'cat', year: '1999', ...embedding })).toMatchObject({
      year: 'feature',
      e0: 'feature',
    })
    const asked = asking({ year: 'feature' })
    expect(roles({ text: long, year: '1999', ...embedding }, asked)).toMatchObject({ year: 'feature' })
  })

  it('does as it is told', () => {
    const request = asking({
      id: 'id',
      kind: 'truth',
      remark: 'text',
      year: 'field',
      e: 'out',
      note: 'field',
    })
    const table = { id: '7', kind: 'cat', year: '1999', e: list, note: long, remark: 'Hm.', a: '1' }
    expect(roles(table, request)).toEqual({
      id: 'id',
      kind: 'truth',
      year: 'field',
      e: 'out',
      note: 'field',
      remark: 'text',
      a: 'feature',
    })
  })

  it('proposes no embedding where features were asked for', () => {
    const request = asking({ a: 'feature' })
    expect(roles({ e: list, a: '1', b: '2' }, request)).toEqual({ e: 'field', a: 'feature', b: 'feature' })
  })

  it('says what a column may be used for and how it begins', () => {
    const [column] = assignRoles('t.csv', [look('text', [`${long}\n`.repeat(2)])], {})
    expect(column.possible).toEqual([
      'image',
      'text',
      'field',
      'truth',
      'label',
      'annotator',
      'labeled-at',
      'id',
      'out',
    ])
    expect(column.examples[0]).toMatch(/^The whole .*…$/)
  })

  it('takes as truth what is called so, and as id what is called so and differs from row to row', () => {
    expect(roles({ id: '7', label: 'cat', width: '1.5' })).toEqual({
      id: 'id',
      label: 'truth',
      width: 'feature',
    })
    expect(roles({ target: '3', width: '1.5' })).toMatchObject({ target: 'truth' })
    expect(roles({ target: '3.5', width: '1.5' })).toMatchObject({ target: 'feature' })
    expect(roles({ x: '3', y: '4' })).toEqual({ x: 'feature', y: 'feature' })
    expect(roles({ label: 'cat', kind: 'x', a: '1' }, asking({ kind: 'truth' }))).toMatchObject({
      label: 'field',
    })
    const twice = assignRoles('t.csv', [look('id', ['1', '1']), look('a', ['1', '2'])], {})
    expect(twice[0].role).toBe('feature')
  })

  it('takes as classes also those of which the first looks like a number', () => {
    const table = [look('label', ['007', 'con', '007']), look('target', ['0.5', '1,5']), look('a', ['1'])]
    const found = assignRoles('t.csv', table, {})
    expect(found.map(({ role }) => role)).toEqual(['truth', 'feature', 'feature'])
    expect(assignRoles('t.csv', table.slice(1), {}).map(({ role }) => role)).toEqual(['feature', 'feature'])
  })

  it('takes as labels what the table says somebody said', () => {
    expect(roles({ class: 'cat', annotator: 'ann', labeled_at: '2025-01-31', a: '1' })).toEqual({
      class: 'label',
      annotator: 'annotator',
      labeled_at: 'labeled-at',
      a: 'feature',
    })
    expect(roles({ annotator: 'ann', labeled_at: '2025', a: '1' })).toMatchObject({ annotator: 'field' })
  })

  it('knows the columns that Fewlabel writes, and keeps what a model said from the model', () => {
    const exported = {
      id: '7',
      source: 'a.png',
      label: 'cat',
      label_source: 'human',
      confidence: '0.5',
      cluster_id: '3',
      p_cat: '0.5',
      p_dog: '0.5',
      annotator: 'ann',
      labeled_at: '2025-01-31T09:15:02Z',
      split: '1',
    }
    expect(roles({ ...exported, width: '1' })).toEqual({
      id: 'id',
      source: 'field',
      label: 'label',
      label_source: 'out',
      confidence: 'out',
      cluster_id: 'out',
      p_cat: 'out',
      p_dog: 'out',
      annotator: 'annotator',
      labeled_at: 'labeled-at',
      split: 'field',
      width: 'feature',
    })
    expect(roles({ confidence: '0.5', p_cat: '1' })).toEqual({ confidence: 'feature', p_cat: 'feature' })
  })

  it('proposes one kind of input: a named embedding before images, images before lists and numbers', () => {
    const image: ColumnLook = { name: 'picture', contents: 'image', cells: [], gaps: false, listLength: null }
    const input = (...others: ColumnLook[]) =>
      assignRoles('t', [image, ...others], {}).map(({ role }) => role)
    expect(input(look('embedding', [list]))).toEqual(['out', 'embedding'])
    expect(input(look('probs', [list]), look('width', ['3']))).toEqual(['image', 'field', 'field'])
    expect(roles({ probs: list, a: '1' })).toEqual({ probs: 'field', a: 'feature' })
  })

  it('refuses what does not suit', () => {
    const table = { kind: 'cat', e: list, a: '1' }
    expect(refusal(table, asking({ a: 'embedding' })).details.found).toBe('"1"')
    expect(refusal(table, asking({ kind: 'feature' })).code).toBe('bad-request')
    const twice: RoleRequest = {
      columnRoles: [
        { column: 'kind', role: 'truth' },
        { column: 'kind', role: 'text' },
      ],
    }
    expect(refusal(table, twice).details.found).toBe('truth and text')
    expect(refusal(table, asking({ kind: 'truth', a: 'truth' })).details.found).toBe('"kind" and "a"')
    expect(refusal(table, asking({ e: 'embedding', a: 'feature' })).details.found).toBe(
      'more than one of them',
    )
    expect(refusal(table, asking({ words: 'text' })).code).toBe('source-mismatch')
  })
})
