import { writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { openCsv } from './csv-source.ts'
import { asking, collect, failureOf, noDecoder, requestFor, temporaryFolder } from './test-support.ts'

const inFolder = temporaryFolder()
let files = 0

function write(text: string | Uint8Array): string {
  const path = inFolder(`${files++}.csv`)
  writeFileSync(path, text)
  return path
}

async function read(text: string | Uint8Array, options: Record<string, unknown> = {}) {
  const source = await openCsv(requestFor(write(text), options), noDecoder)
  return { source, ...(await collect(source)) }
}

const vectors = (samples: { input: Uint8Array | Float32Array }[]) => samples.map(({ input }) => [...input])

describe('openCsv', () => {
  it('reads numeric columns as vectors, with id and truth by name', async () => {
    const text = 'id,width,kind,height\nr1,1.5,cat,-2\nr2,3e2,,+.5\n'
    const { source, samples } = await read(text, asking({ id: 'id', kind: 'truth' }))
    expect(source).toMatchObject({ format: 'csv', total: null, notices: [] })
    expect(source.shape).toEqual({ kind: 'vector', length: 2, columns: ['width', 'height'] })
    expect(samples).toMatchObject([
      { externalId: 'r1', truth: 'cat', sourcePath: null, thumbnail: null, original: null },
      { externalId: 'r2', truth: null },
    ])
    expect(vectors(samples)).toEqual([
      [1.5, -2],
      [300, 0.5],
    ])
    expect(samples[0].contentHash).toHaveLength(32)
  })

  it('counts rows as a spreadsheet does', async () => {
    const { samples } = await read('a,b\n1,2\n\n"3","4"\n,\n5,6\n')
    expect(samples.map(({ externalId }) => externalId)).toEqual(['2', '4', '6'])
  })

  it.each([
    ['BOM and CRLF', '\uFEFFa,b\r\n1,2\r\n3,4\r\n'],
    ['semicolons', 'a;b\n1;2\n3;4'],
    ['tabs', 'a\tb\n1\t2\n3\t4\n'],
    ['bars and spaces', 'a | b\n1 | 2\n3 | 4\n'],
    ['quotes', '"a","b"\n"1","2"\n3,"4"\n'],
  ])('understands %s', async (_, text) => {
    const { source, samples } = await read(text)
    expect(source.shape).toMatchObject({ columns: ['a', 'b'] })
    expect(vectors(samples)).toEqual([
      [1, 2],
      [3, 4],
    ])
  })

  it('understands decimal commas between semicolons, also with commas in the header', async () => {
    const { source, samples } = await read('Länge, mm;Breite, mm\n1,5;2\n-0,25;3,0\n')
    expect(source.shape).toMatchObject({ columns: ['Länge, mm', 'Breite, mm'] })
    expect(vectors(samples)).toEqual([
      [1.5, 2],
      [-0.25, 3],
    ])
  })

  it('reads a single column, quoted delimiters and line breaks in cells', async () => {
    expect(vectors((await read('a\n1\n2\n')).samples)).toEqual([[1], [2]])
    const { samples } = await read('name,a\n"Smith, John\nJr. ""X""",1\n', asking({ name: 'truth' }))
    expect(samples[0].truth).toBe('Smith, John\nJr. "X"')
  })

  it('reads gzip', async () => {
    expect((await read(gzipSync('a,b\n1,2\n'))).samples).toHaveLength(1)
  })

  it('leaves out empty and nameless columns, and says so', async () => {
    const { source, samples } = await read(',a,void\n0,1,\n1,2,\n')
    expect(source.shape).toMatchObject({ columns: ['a'] })
    expect(vectors(samples)).toEqual([[1], [2]])
    expect(source.notices.map(({ place, reason }) => `${place}: ${reason}`)).toEqual([
      'column 1: the column is left out: it has no name',
      'column "void": the column is left out: it is empty',
    ])
  })

  it('keeps what is no number for people to read', async () => {
    const { source, samples } = await read('a,note,b,place\n1,good,2,"Bonn, old town"\n3,,4,Trier\n')
    expect(source).toMatchObject({ fieldNames: ['note', 'place'], notices: [] })
    expect(samples.map(({ fields }) => fields)).toEqual([
      ['good', 'Bonn, old town'],
      ['', 'Trier'],
    ])
    expect(vectors(samples)).toEqual([
      [1, 2],
      [3, 4],
    ])
  })

  it('keeps a text beside its embedding, line breaks and all', async () => {
    const { source, samples } = await read('id,text,e0,e1\n1,"  Two\n lines",0.5,1\n2,,1,0\n', {
      idColumn: 'id',
    })
    expect(source.columns?.map(({ role }) => role)).toEqual(['id', 'text', 'feature', 'feature'])
    expect(samples.map(({ text }) => text)).toEqual(['  Two\n lines', undefined])
    expect(source.fieldNames).toEqual([])
  })

  it('reads an embedding from one column; other numbers are fields then', async () => {
    const { source, samples } = await read(
      'year,embedding,said\n1999,"[0.5, -1, 2]",yes\n2001,"[1 2\n 3]",no\n',
    )
    expect(source).toMatchObject({
      shape: { kind: 'vector', length: 3, columns: [] },
      fieldNames: ['year', 'said'],
    })
    expect(vectors(samples)).toEqual([
      [0.5, -1, 2],
      [1, 2, 3],
    ])
    expect(samples[1].fields).toEqual(['2001', 'no'])
  })

  it('cuts what is longer than what is kept, and says so once for a column', async () => {
    const long = 'word '.repeat(500)
    const rows = Array.from({ length: 3 }, (_, i) => `${i},${i === 0 ? 'x' : long},${'𝒳'.repeat(i * 50_001)}`)
    const source = await openCsv(requestFor(write(`a,note,text\n${rows.join('\n')}\n`)), noDecoder)
    const batches = []
    for await (const batch of source.batches()) batches.push(batch)
    const [, , last] = batches[0].samples
    expect(last.fields?.[0]).toHaveLength(2000)
    expect(last.text).toHaveLength(100_000)
    expect(last.text?.isWellFormed()).toBe(true)
    expect(batches[0].notices?.map(({ place, reason }) => `${place}: ${reason}`)).toEqual([
      'column "note": 2 cells are cut to 2,000 characters, the first in row 3',
      'column "text": 2 cells are cut to 100,000 characters, the first in row 3',
    ])
  })

  it('hashes the whole row, however it is written', async () => {
    const one = (await read('id,a,b\nx,1,2\ny,1,2\n', asking({ id: 'id' }))).samples
    const two = (await read('id;a;b\r\n"x";"1";"2"\r\n', asking({ id: 'id' }))).samples
    expect(one[0].contentHash).toEqual(two[0].contentHash)
    expect(one[0].contentHash).not.toEqual(one[1].contentHash)
  })

  it('travels in batches', async () => {
    const { samples, sizes } = await read(`a,b\n${'1,2\n'.repeat(600)}`)
    expect(samples).toHaveLength(600)
    expect(sizes).toEqual([256, 256, 88])
  })

  it('stops when cancelled', async () => {
    const source = await openCsv(requestFor(write(`a,b\n${'1,2\n'.repeat(2000)}`)), noDecoder)
    const abort = new AbortController()
    const batches = source.batches(abort.signal)
    await batches.next()
    abort.abort()
    expect((await failureOf(collect(source, abort.signal))).code).toBe('cancelled')
    expect((await failureOf(batches.next())).code).toBe('cancelled')
  })
})

describe('openCsv on bad files', () => {
  it.each([
    ['a short row', 'a,b,c\n1,2,3\n4,5\n', 'row 3, column "c"', '2 cells'],
    ['a long row', 'a,b\n1,2\n\n4,5,6\n', 'row 4, column 3', '3 cells'],
    ['text among numbers', 'a,b\n1,2\n3,x\n', 'row 3, column "b"', '"x"'],
    ['a gap', 'a,b\n1,2\n3,\n', 'row 3, column "b"', 'an empty cell'],
    ['a gap in the first row', 'a,b\n,2\n3,4\n', 'row 2, column "a"', 'an empty cell'],
    ['NaN', 'a,b\n1,NaN\n3,4\n', 'row 2, column "b"', '"NaN"'],
    ['infinity', 'a,b\n1,2\ninf,4\n', 'row 3, column "a"', '"inf"'],
    ['a number too large', 'a,b\n1,2\n1e39,4\n', 'row 3, column "a"', '"1e39"'],
    ['a shorter embedding', 'vec\n"[1, 2]"\n"[1]"\n', 'row 3, column "vec"', '1 numbers'],
    ['an embedding cut with dots', 'vec\n"[1 2]"\n"[1 ... 2]"\n', 'row 3, column "vec"', '[1 ... 2]'],
    ['hexadecimal', 'a,b\n1,2\n0x1F,4\n', 'row 3, column "a"', '"0x1F"'],
    ['an unclosed quote', 'a,b\n1,2\n3,"4\n5,6\n', 'row 3', 'Quote Not Closed'],
    ['a stray quote', 'a,b\n1,2\n"3"x,4\n', 'row 3', 'Closing Quote'],
  ])('names the place of %s', async (_, text, place, found) => {
    const failure = await failureOf(read(text))
    expect(failure.code).toBe('source-damaged')
    expect(failure.details.place).toBe(place)
    expect(failure.details.found).toContain(found)
  })

  it('wants every id once', async () => {
    const twice = await failureOf(read('id,a\nx,1\ny,2\nx,3\n', asking({ id: 'id' })))
    expect(twice.details).toMatchObject({ place: 'row 4, column "id"', found: '"x" again' })
    const none = await failureOf(read('id,a\nx,1\n,2\n', asking({ id: 'id' })))
    expect(none.details).toMatchObject({ place: 'row 3, column "id"', found: 'an empty cell' })
  })

  it.each([
    ['an empty file', '', 'source-empty', 'no rows'],
    ['a header alone', 'a,b\n', 'source-empty', 'a header row alone'],
    ['no header', '1,2,3\n4,5,6\n', 'source-damaged', 'mostly numbers: 1, 2, 3'],
    ['a name twice', 'a,b,a\n1,2,3\n', 'source-damaged', '"a" twice'],
    ['no numbers', 'a,b\nx,y\n', 'source-damaged', 'column "a"'],
    ['UTF-16', Buffer.from('\uFEFFa,b\n1,2\n', 'utf16le'), 'source-unsupported', 'UTF-16'],
    ['binary data', Buffer.from([1, 0, 2, 0, 3]), 'source-unsupported', 'binary'],
    ['Latin-1', Buffer.from('a,b\n1,2\n3,\xe4\n', 'latin1'), 'source-damaged', 'another encoding'],
  ])('refuses %s', async (_, text, code, found) => {
    const failure = await failureOf(read(text))
    expect(failure.code).toBe(code)
    expect(failure.details.found).toContain(found)
  })

  it('says what to do where nothing is left for the model', async () => {
    const failure = await failureOf(read('kind,a\nx,1\n', asking({ a: 'truth' })))
    expect(failure).toMatchObject({ code: 'bad-request' })
    expect(failure.details.found).toBe('column "kind": field, as "x"; column "a": truth')
  })

  it('refuses more columns than the model takes', async () => {
    const width = 65_537
    const header = Array.from({ length: width }, (_, index) => `c${index}`).join(',')
    const failure = await failureOf(read(`${header}\n${'1,'.repeat(width - 1)}1\n`))
    expect(failure.code).toBe('source-unsupported')
    expect(failure.details.found).toBe('65,537')
  })

  it('says which columns there are when a named one is not', async () => {
    const failure = await failureOf(read('a,b\n1,2\n', asking({ kind: 'truth' })))
    expect(failure.code).toBe('source-mismatch')
    expect(failure.details).toMatchObject({ expected: 'a column "kind" for the role "truth"', found: 'a, b' })
  })

  it('answers truncation anywhere with a typed error or with whole rows', async () => {
    const text = `id,a,b\n${Array.from({ length: 30 }, (_, i) => `"n ""${i}""",${i}.25,${-i}`).join('\r\n')}\r\n`
    for (let cut = 0; cut < text.length; cut += 1 + (cut % 31)) {
      try {
        const { samples } = await read(text.slice(0, cut), asking({ id: 'id' }))
        for (const { input } of samples) expect(input).toHaveLength(2)
      } catch (error) {
        expect(error).toMatchObject({ name: 'FewlabelError' })
      }
    }
    const packed = gzipSync(text)
    for (let cut = 2; cut < packed.length - 1; cut += 19) {
      const failure = await failureOf(read(packed.subarray(0, cut), asking({ id: 'id' })))
      expect(['source-damaged', 'source-empty', 'source-mismatch']).toContain(failure.code)
    }
  })
})
