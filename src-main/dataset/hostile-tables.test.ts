import { writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { FewlabelError } from '../contract/errors.ts'
import { openCsv } from './csv-source.ts'
import { openIdx } from './idx-source.ts'
import {
  asking,
  collect,
  failureOf,
  idxImages,
  idxLabels,
  noDecoder,
  requestFor,
  temporaryFolder,
} from './test-support.ts'

/*
 * Tables and IDX files that were made to do harm: each is refused for what it is, with its place, and soon.
 */

const inFolder = temporaryFolder()
const megabyte = 1024 * 1024

function write(name: string, content: Uint8Array | string): string {
  writeFileSync(inFolder(name), content)
  return inFolder(name)
}

async function readCsv(content: Uint8Array | string, options: Record<string, unknown> = {}) {
  return collect(await openCsv(requestFor(write('a.csv', content), { format: 'csv', ...options }), noDecoder))
}

async function csvFailure(content: Uint8Array | string, options = {}): Promise<FewlabelError> {
  const failure = await failureOf(readCsv(content, options))
  expect(failure.details.file).toBe(inFolder('a.csv'))
  expect(failure.details.remedy).toBeTruthy()
  return failure
}

describe('a table', () => {
  it.each([
    ['an endless first row', 'a'.repeat(3 * megabyte), 'row 1'],
    ['an endless quote in its header', `"a,b\n${'1,2\n'.repeat(megabyte)}`, 'row 1'],
    ['a million columns', `${Array.from({ length: 1e6 }, (_, i) => `c${i}`).join(',')}\n`, 'row 1'],
    ['an endless second row', `a,b\n1,${'2'.repeat(3 * megabyte)}`, 'row 2'],
  ])('with %s is refused before more of it is read', async (_, content, place) => {
    const failure = await csvFailure(content)
    expect([failure.code, failure.details.place]).toEqual(['source-unsupported', place])
  })

  it('with an endless row or quote farther down is refused at that row', async () => {
    const quote = await csvFailure(`a,b\n1,2\n3,"${`${'x'.repeat(999)}\n`.repeat(18_000)}`)
    expect([quote.code, quote.details.place]).toEqual(['source-damaged', 'row 3'])
    const row = await csvFailure(`a,b\n1,2\n3,${'4'.repeat(17 * megabyte)}`)
    expect([row.code, row.details.place]).toEqual(['source-damaged', 'row 3'])
    const cells = await csvFailure(`a,b\n1,2\n${'3,'.repeat(1e6)}\n`)
    expect(cells.details).toMatchObject({ place: 'row 3, column 3', found: '1000001 cells' })
  })

  it('with NUL bytes is refused, wherever they are', async () => {
    expect((await csvFailure('a,b\n1,2\n3,\0\n')).details.found).toBe('binary data')
    const late = `a,t\n${`1,${'x'.repeat(1021)}\n`.repeat(1100)}`
    const failure = await csvFailure(`${late}3,\0`)
    expect(failure.details).toMatchObject({
      place: `byte ${(late.length + 2).toLocaleString('en-US')}`,
      found: 'a NUL byte',
    })
  })

  it.each(['1e999', '-1e999', '3.5e38', 'NaN', 'Infinity', '-inf', '0x10', '1_000', '1e', '١'])(
    'with the number %s is refused at its cell',
    async (cell) => {
      const failure = await csvFailure(`a,b\n1,2\n3,${cell}\n`)
      expect([failure.code, failure.details.place]).toEqual(['source-damaged', 'row 3, column "b"'])
    },
  )

  it('with very many digits before a letter is read in no time, as word and as name', async () => {
    const digits = '1'.repeat(200_000)
    const { samples } = await readCsv(`n,x\n1,${digits}x\n2,3\n`)
    expect(samples).toHaveLength(2)
    const failure = await csvFailure(`id,${digits}\n1,2\n`)
    expect(failure.details.place).toBe('column 2')
    expect((await csvFailure(`a,b\n1,2\n3,${digits}x\n`)).details.place).toBe('row 3, column "b"')
    expect((await csvFailure(`a,b\n1,2\n3,4${' '.repeat(200_000)}x\n`)).details.place).toBe(
      'row 3, column "b"',
    )
  })

  it('with endless ids or classes is refused', async () => {
    const long = 'x'.repeat(1001)
    for (const role of ['id', 'truth'] as const) {
      const failure = await csvFailure(`a,b\n1,y\n2,${long}\n`, asking({ b: role }))
      expect(failure.details.place).toBe('row 3, column "b"')
    }
  })
})

describe('an IDX file', () => {
  it('that claims more than there is, is refused before it is read, packed or not', async () => {
    const claim = idxImages(0xffff_ffff, 28, 28, new Uint8Array(784))
    const plain = await failureOf(openIdx(requestFor(write('plain', claim))))
    expect(plain).toMatchObject({ code: 'source-damaged', details: { file: inFolder('plain') } })
    const packed = await failureOf(openIdx(requestFor(write('packed', gzipSync(claim)))))
    expect(packed.message).toContain('announces more than it can hold')
    expect(packed.details).toMatchObject({ file: inFolder('packed'), place: 'byte 4, unpacked' })
    const labels = gzipSync(idxLabels([1]))
    const claimed = Buffer.from(idxLabels([1]))
    claimed.writeUInt32BE(0xffff_ffff, 4)
    expect(labels.length).toBeLessThan(100)
    const images = write('images', idxImages(1, 2, 2, new Uint8Array(4)))
    const failure = await failureOf(
      openIdx(requestFor(images, { labels: write('labels', gzipSync(claimed)) })),
    )
    expect(failure.details.file).toBe(inFolder('labels'))
  })

  it('that unpacks to more than it claims, is left where its claim ends', async () => {
    const bomb = gzipSync(idxImages(2, 2, 2, new Uint8Array(50 * megabyte)))
    expect(bomb.length).toBeLessThan(megabyte)
    const before = process.memoryUsage().arrayBuffers
    const failure = await failureOf(
      openIdx(requestFor(write('bomb', bomb))).then((source) => collect(source)),
    )
    expect(failure.details).toMatchObject({ expected: 'the end of the file after 2 images of 2×2' })
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * megabyte)
  })

  it('that claims images of impossible size is refused', async () => {
    for (const [rows, columns] of [
      [0xffff_ffff, 0xffff_ffff],
      [0, 28],
      [20_000, 20_000],
    ]) {
      const failure = await failureOf(
        openIdx(requestFor(write('sizes', gzipSync(idxImages(1, rows, columns, new Uint8Array(9)))))),
      )
      expect(failure.details.place).toBe('byte 8')
    }
  })

  it('with a file of names beside it that has no end is not read to it', async () => {
    write('labels.txt', 'a\n'.repeat(megabyte))
    const images = write('named', idxImages(1, 2, 2, new Uint8Array(4)))
    const request = requestFor(images, { labels: write('named-labels', idxLabels([1])) })
    expect((await failureOf(openIdx(request))).details.file).toBe(inFolder('labels.txt'))
  })
})
