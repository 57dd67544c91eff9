import { createHash } from 'node:crypto'
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip, gzipSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { openIdx } from './idx-source.ts'
import {
  collect,
  failureOf,
  idxImages,
  idxLabels,
  noise,
  requestFor,
  temporaryFolder,
} from './test-support.ts'

const inFolder = temporaryFolder()
const pixels = noise(600 * 784)
const whole = idxImages(600, 28, 28, pixels)

function write(name: string, data: Uint8Array): string {
  const path = inFolder(name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, data)
  return path
}

describe('openIdx', () => {
  it.each(['plain', 'gzip'])('copies 28×28 images as they are (%s)', async (kind) => {
    const path = write(`copy-${kind}`, kind === 'gzip' ? gzipSync(whole) : whole)
    const source = await openIdx(requestFor(path))
    expect(source.format).toBe('idx')
    expect(source.shape).toEqual({ kind: 'image', side: 28, channels: 1 })
    expect(source.total).toBe(600)
    const { samples, problems, sizes } = await collect(source)
    expect(sizes).toEqual([256, 256, 88])
    expect(problems).toEqual([])
    expect(Buffer.compare(Buffer.concat(samples.map(({ input }) => input as Uint8Array)), pixels)).toBe(0)
    const image = pixels.subarray(599 * 784)
    expect(samples[599]).toMatchObject({
      externalId: '599',
      sourcePath: null,
      original: null,
      thumbnail: null,
      truth: null,
    })
    expect(Buffer.from(samples[599].contentHash)).toEqual(createHash('sha256').update(image).digest())
  })

  it('can be read twice', async () => {
    const source = await openIdx(requestFor(write('twice', whole)))
    expect((await collect(source)).samples).toHaveLength(600)
    expect((await collect(source)).samples).toHaveLength(600)
  })

  it('turns EMNIST images upright', async () => {
    // 4 rows of 5: stored column by column, this is an image 4 wide and 5 high.
    const stored = Uint8Array.from({ length: 20 }, (_, index) => index)
    const path = write('emnist', idxImages(1, 4, 5, stored))
    const recipe = { colour: 'grayscale', side: 5, fit: 'stretch' }
    const square = write('emnist-square', idxImages(1, 5, 5, noise(25)))
    const { samples } = await collect(await openIdx(requestFor(square, { transpose: true, recipe })))
    const upright = Uint8Array.from({ length: 25 }, (_, i) => noise(25)[(i % 5) * 5 + Math.floor(i / 5)])
    expect(samples[0].input).toEqual(upright)

    const padded = await collect(
      await openIdx(requestFor(path, { transpose: true, recipe: { ...recipe, fit: 'pad' } })),
    )
    const input = padded.samples[0].input
    expect([...input.subarray(0, 4)]).toEqual([0, 5, 10, 15])
    expect([...input.subarray(5, 9)]).toEqual([1, 6, 11, 16])
  })

  it('rescales other sizes by the recipe, with a thumbnail where detail is lost', async () => {
    const recipe = { colour: 'rgb', side: 16, fit: 'pad' }
    const path = write('large', idxImages(3, 200, 100, noise(3 * 200 * 100)))
    const source = await openIdx(requestFor(path, { recipe }))
    expect(source.shape).toEqual({ kind: 'image', side: 16, channels: 3 })
    const { samples } = await collect(source)
    expect(samples[2].input).toHaveLength(16 * 16 * 3)
    expect(samples[2].thumbnail).toMatchObject({ mediaType: 'image/png', width: 48, height: 96 })
    const { width, height } = await sharp(samples[2].thumbnail?.bytes).metadata()
    expect([width, height]).toEqual([48, 96])

    const enlarged = await collect(await openIdx(requestFor(path, { recipe: { ...recipe, side: 256 } })))
    expect(enlarged.samples[0].thumbnail).toBeNull()
  })

  it('names labels by number', async () => {
    const images = write('numbers/images', idxImages(3, 4, 4, noise(48)))
    const labels = write('numbers/labels.gz', gzipSync(idxLabels([7, 0, 255])))
    const { samples } = await collect(await openIdx(requestFor(images, { labels })))
    expect(samples.map(({ truth }) => truth)).toEqual(['7', '0', '255'])
    const asLabels = requestFor(images, { labels, givenLabels: 'labels', labelsBy: 'eve' })
    const [first] = (await collect(await openIdx(asLabels))).samples
    expect([first.truth, first.labels]).toEqual([null, [{ name: '7', annotator: 'eve', at: null }]])
  })

  it('holds its memory while it streams 200,000 images', async () => {
    const path = inFolder('many.gz')
    const chunk = noise(1000 * 784)
    function* parts() {
      yield idxImages(200_000, 28, 28, new Uint8Array(0))
      for (let i = 0; i < 200; i++) yield chunk
    }
    // Level 0: the test is about reading.
    await pipeline(Readable.from(parts()), createGzip({ level: 0 }), createWriteStream(path))
    const before = process.memoryUsage.rss()
    let largest = 0
    let count = 0
    for await (const { samples } of (await openIdx(requestFor(path))).batches()) {
      count += samples.length
      largest = Math.max(largest, process.memoryUsage.rss())
    }
    expect(count).toBe(200_000)
    expect((largest - before) / 1024 / 1024).toBeLessThan(150)
  })
})

describe('openIdx on bad files', () => {
  it('shows a wrong magic number in hex', async () => {
    const labels = write('wrong/labels', idxLabels([1, 2, 3]))
    const swapped = await failureOf(openIdx(requestFor(labels)))
    expect(swapped.code).toBe('source-damaged')
    expect(swapped.details).toMatchObject({
      file: labels,
      expected: '0x00000803 (images)',
      found: '0x00000801 (labels)',
    })
    expect(swapped.details.remedy).toContain('Swap')

    const text = await failureOf(openIdx(requestFor(write('wrong/text', Buffer.from('just some text')))))
    expect(text.details.found).toBe('0x6a757374')
    const images = write('wrong/images', idxImages(1, 4, 4, noise(16)))
    const asLabels = await failureOf(openIdx(requestFor(images, { labels: images })))
    expect(asLabels.details.expected).toBe('0x00000801 (labels)')
  })

  it('says how much of a file that is cut short is there', async () => {
    const plain = await failureOf(openIdx(requestFor(write('cut', whole.subarray(0, 16 + 100 * 784 + 5)))))
    expect(plain.code).toBe('source-damaged')
    expect(plain.message).toContain('100 of 600 images')
    expect(plain.details).toMatchObject({
      expected: '600 images of 28×28 (470,416 bytes)',
      found: '100 (78,421 bytes)',
      place: 'byte 78,421',
    })

    const packed = gzipSync(whole)
    const cut = write('cut.gz', packed.subarray(0, packed.length - 100_000))
    const failure = await failureOf(openIdx(requestFor(cut)).then((source) => collect(source)))
    expect(failure.code).toBe('source-damaged')
    expect(failure.details.found).toContain('compressed data is damaged')

    const short = write('short.gz', gzipSync(whole.subarray(0, 16 + 784 * 300)))
    const missing = await failureOf(openIdx(requestFor(short)).then((source) => collect(source)))
    expect(missing.message).toContain('300 of 600 images')
  })

  it('notices bytes after the end', async () => {
    const longer = Buffer.concat([whole, Buffer.alloc(3)])
    const plain = await failureOf(openIdx(requestFor(write('longer', longer))))
    expect(plain.details).toMatchObject({ place: 'byte 470,416', found: '3 more bytes' })
    const source = await openIdx(requestFor(write('longer.gz', gzipSync(longer))))
    expect((await failureOf(collect(source))).message).toContain('goes on')
  })

  it('wants a label for every image', async () => {
    const images = write('count/images', idxImages(3, 4, 4, noise(48)))
    const request = (name: string, data: Uint8Array) =>
      requestFor(images, { labels: write(`count/${name}`, data) })
    const few = await failureOf(openIdx(request('few', idxLabels([1, 2]))))
    expect(few.code).toBe('source-mismatch')
    expect(few.details.found).toBe('2 labels')

    const cut = idxLabels([1, 2, 3]).subarray(0, 10)
    expect((await failureOf(openIdx(request('cut', cut)))).message).toContain('2 of 3 labels')
    expect((await failureOf(openIdx(request('cut.gz', gzipSync(cut))))).message).toContain('2 of 3 labels')
    const longer = gzipSync(Buffer.concat([idxLabels([1, 2, 3]), Buffer.alloc(1)]))
    expect((await failureOf(openIdx(request('longer.gz', longer)))).message).toContain('goes on')
  })

  it('refuses impossible and empty headers', async () => {
    const none = await failureOf(openIdx(requestFor(write('none', idxImages(0, 28, 28, new Uint8Array(0))))))
    expect(none.code).toBe('source-empty')
    for (const [rows, columns] of [
      [0, 28],
      [0xffffffff, 0xffffffff],
    ]) {
      const path = write('impossible', idxImages(5, rows, columns, new Uint8Array(0)))
      expect((await failureOf(openIdx(requestFor(path)))).message).toContain('impossible size')
    }
    expect((await failureOf(openIdx(requestFor(inFolder('nowhere'))))).code).toBe('source-not-found')
  })

  it('answers every truncation, wherever it is, with a typed error', async () => {
    const file = idxImages(20, 6, 6, noise(720))
    const packed = gzipSync(file)
    for (let cut = 0; cut < file.length; cut += 1 + (cut % 37)) {
      const failure = await failureOf(
        openIdx(requestFor(write('fuzz', file.subarray(0, cut)))).then((source) => collect(source)),
      )
      expect(failure.code).toBe('source-damaged')
    }
    for (let cut = 2; cut < packed.length; cut += 1 + (cut % 29)) {
      const failure = await failureOf(
        openIdx(requestFor(write('fuzz.gz', packed.subarray(0, cut)))).then((source) => collect(source)),
      )
      expect(failure.code).toBe('source-damaged')
    }
  })

  it('stops when cancelled', async () => {
    const source = await openIdx(requestFor(write('cancel', whole)))
    const abort = new AbortController()
    const batches = source.batches(abort.signal)
    await batches.next()
    abort.abort()
    expect((await failureOf(batches.next())).code).toBe('cancelled')
    expect((await failureOf(collect(source, abort.signal))).code).toBe('cancelled')
  })
})

const data = process.env.FEWLABEL_DATA

describe.skipIf(!data)('openIdx on real files', () => {
  it('reads the pooled letters with their names', async () => {
    const folder = join(data as string, 'handwritten-latin-pool')
    const labels = join(folder, 'labels-idx1-ubyte.gz')
    const source = await openIdx(requestFor(join(folder, 'images-idx3-ubyte.gz'), { labels }))
    const { samples } = await collect(source)
    expect(samples).toHaveLength(5791)
    expect(new Set(samples.map(({ truth }) => truth))).toEqual(new Set('ABCDEFGHIJKLMNOPQRSTUVWXYZ'))
  })
})
