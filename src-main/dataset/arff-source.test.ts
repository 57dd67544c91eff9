import { writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openArff } from './arff-source.ts'
import { asking, collect, failureOf, noDecoder, requestFor, temporaryFolder } from './test-support.ts'

const inFolder = temporaryFolder()
let files = 0

async function read(text: string, options: Record<string, unknown> = {}) {
  const path = inFolder(`${files++}.arff`)
  writeFileSync(path, text)
  const source = await openArff(requestFor(path, options), noDecoder)
  return { source, ...(await collect(source)) }
}

const head = `% a comment
@RELATION 'iris of a kind'

@attribute 'petal length' NUMERIC
@ATTRIBUTE note string
@attribute "taken" date "yyyy-MM-dd"
@attribute kind {setosa, 'versi color',"it's"}
@DATA
`

describe('openArff', () => {
  it('reads numbers, texts, dates and the class at the end', async () => {
    const { source, samples } = await read(
      `${head}1.5, 'it\\'s, a note', "2001-04-03", setosa\n\n% between\n-2e1,?,?,'versi color', {5}\n`,
    )
    expect(source).toMatchObject({ format: 'arff', fieldNames: ['note', 'taken'] })
    expect(source.shape).toEqual({ kind: 'vector', length: 1, columns: ['petal length'] })
    expect(samples).toMatchObject([
      { externalId: '9', truth: 'setosa', fields: ["it's, a note", '2001-04-03'] },
      { externalId: '12', truth: 'versi color', fields: ['', ''] },
    ])
    expect(samples.map(({ input }) => [...input])).toEqual([[1.5], [-20]])
  })

  it('reads sparse rows, what they leave out being 0 or the first value', async () => {
    const text = '@relation r\n@attribute a real\n@attribute b integer\n@attribute c {x,y}\n@data\n'
    const { samples } = await read(`${text}{1 2.5, 2 y}\n{}\n{ 0 -1 }, {3}\n`)
    expect(samples.map(({ input, truth }) => [...input, truth])).toEqual([
      [0, 2.5, 'y'],
      [0, 0, 'x'],
      [-1, 0, 'x'],
    ])
  })

  it('takes another attribute as truth, or none', async () => {
    const { samples } = await read(`${head}1,n,2001,setosa\n`, asking({ note: 'truth', kind: 'out' }))
    expect(samples[0]).toMatchObject({ truth: 'n', fields: ['2001'] })
  })

  it.each([
    ['a gap among numbers', '?,n,d,setosa', 'line 9, column "petal length"', 'an empty cell'],
    ['text among numbers', 'x,n,d,setosa', 'line 9, column "petal length"', '"x"'],
    ['an undeclared value', '1,n,d,rose', 'line 9, column "kind"', '"rose"'],
    ['a short row', '1,n,d', 'line 9, column "kind"', '3 cells'],
    ['an open quote', "1,'n,d,setosa", 'line 9', "'n"],
    ['an impossible position', '{7 1}', 'line 9', '{7 1}'],
    ['an open brace', '{0 1', 'line 9', '{0 1'],
  ])('names the place of %s', async (_, row, place, found) => {
    const good = row.startsWith('?') ? '\n1,n,d,setosa\n' : ''
    const failure = await failureOf(read(`${head}${row}${good}`))
    expect([failure.code, failure.details.place]).toEqual(['source-damaged', place])
    expect(failure.details.found).toContain(found)
  })

  it.each([
    ['no header', '1,2,3\n', 'source-damaged'],
    ['no data', head, 'source-empty'],
    ['nothing', '', 'source-empty'],
    ['a strange type', '@relation r\n@attribute a blob\n@data\n', 'source-damaged'],
    ['tables within', '@relation r\n@attribute a relational\n@data\n', 'source-unsupported'],
    ['data without attributes', '@relation r\n@data\n1\n', 'source-damaged'],
  ])('refuses %s', async (_, text, code) => {
    expect((await failureOf(read(text))).code).toBe(code)
  })
})
