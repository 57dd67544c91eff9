import { describe, expect, it } from 'vitest'
import { FewlabelError } from '../contract/errors.ts'
import { assignRoles, type RoleRequest } from './csv-roles.ts'

const long = 'The whole sentence that somebody is meant to read before labeling it.'
const list = '[0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]'

function roles(table: Record<string, string>, request: RoleRequest = {}): Record<string, string> {
  const columns = assignRoles('t.csv', Object.keys(table), [Object.values(table)], false, request)
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
    expect(roles({ id: '7', width: '1.5', kind: 'cat', void: '' })).toEqual({
      id: 'feature',
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
    const asked: RoleRequest = { columnRoles: [{ column: 'year', role: 'feature' }] }
    expect(roles({ text: long, year: '1999', ...embedding }, asked)).toMatchObject({ year: 'feature' })
  })

  it('does as it is told', () => {
    const request: RoleRequest = {
      idColumn: 'id',
      truthColumn: 'kind',
      textColumn: 'remark',
      columnRoles: [
        { column: 'year', role: 'field' },
        { column: 'e', role: 'out' },
        { column: 'note', role: 'field' },
      ],
    }
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
    const request: RoleRequest = { columnRoles: [{ column: 'a', role: 'feature' }] }
    expect(roles({ e: list, a: '1', b: '2' }, request)).toEqual({ e: 'field', a: 'feature', b: 'feature' })
  })

  it('says what a column may be used for and how it begins', () => {
    const [column] = assignRoles('t.csv', ['text'], [[''], [`${long}\n`.repeat(2)]], false, {})
    expect(column.possible).toEqual(['text', 'field', 'truth', 'id', 'out'])
    expect(column.examples[0]).toMatch(/^The whole .*…$/)
  })

  it('refuses what does not suit', () => {
    const table = { kind: 'cat', e: list, a: '1' }
    expect(refusal(table, { embeddingColumn: 'a' }).details.found).toBe('"1"')
    expect(refusal(table, { columnRoles: [{ column: 'kind', role: 'feature' }] }).code).toBe('bad-request')
    expect(refusal(table, { textColumn: 'kind', truthColumn: 'kind' }).details.found).toBe('truth and text')
    expect(
      refusal(table, { embeddingColumn: 'e', columnRoles: [{ column: 'a', role: 'feature' }] }).details.found,
    ).toBe('both')
    expect(refusal(table, { textColumn: 'words' }).code).toBe('source-mismatch')
  })
})
