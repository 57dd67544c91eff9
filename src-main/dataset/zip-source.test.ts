import {
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { pipeline } from 'node:stream/promises'
import { describe, expect, it } from 'vitest'
import { ZipFile } from 'yazl'
import { openSource } from './open-source.ts'
import { encodePng } from './png.ts'
import { collect, failureOf, noise, requestFor, temporaryFolder } from './test-support.ts'
import { FakeDecoder } from './testing/fake-decoder.ts'
import { sweepUnpacked } from './unpack-folder.ts'
import { unpackZip } from './zip-archive.ts'
import { ZipNames } from './zip-names.ts'

const inFolder = temporaryFolder()
const start = () => new FakeDecoder()
const png = Buffer.from(encodePng(noise(16), 4, 4, 1))
let zips = 0

async function zipOf(
  files: Record<string, Buffer | string>,
  options: { mode?: number } = {},
): Promise<string> {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name, options)
  zip.end()
  const path = inFolder(`${zips++}.zip`)
  await pipeline(zip.outputStream, createWriteStream(path))
  return path
}

/** An archive whose only entry has been renamed, which no tool that writes archives would do. */
async function renamed(from: string, to: string): Promise<string> {
  const path = await zipOf({ [from]: 'content', 'b.txt': 'b' })
  const bytes = readFileSync(path)
  for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + 1)) bytes.write(to, at, 'latin1')
  writeFileSync(path, bytes)
  return path
}

function leftBehind(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith(`fewlabel-unpacked-${process.pid}-`))
}

async function open(path: string, options: Record<string, unknown> = {}) {
  const recipe = { colour: 'grayscale', side: 4, fit: 'pad' }
  return openSource(requestFor(path, { recipe, ...options }), start)
}

describe('openSource on a ZIP archive', () => {
  it('reads the folder in it, keeps originals, and leaves nothing behind', async () => {
    const path = await zipOf({
      'set/cat/1.png': png,
      'set/dog/2.png': png,
      'set/3.png': 'text',
      '__MACOSX/x': 'x',
    })
    const source = await open(path, { foldersAreClasses: true })
    expect(leftBehind()).toEqual([])
    expect(source).toMatchObject({ format: 'folder', total: 3 })
    const { samples } = await collect(source)
    expect(samples.map(({ externalId, truth, sourcePath }) => [externalId, truth, sourcePath])).toEqual([
      ['3.png', null, null],
      ['cat/1.png', 'cat', null],
      ['dog/2.png', 'dog', null],
    ])
    expect(Buffer.from(samples[1].original?.bytes ?? [])).toEqual(png)
    expect(leftBehind()).toEqual([])
  })

  it('reads the one file in it, and names places by the archive', async () => {
    const path = await zipOf({ 'data.csv': 'a,b\n1,2\n3,x\n' })
    const source = await open(path)
    expect(source.format).toBe('csv')
    const failure = await failureOf(collect(source))
    expect(failure.code).toBe('source-damaged')
    expect(failure.details.file).toBe(`${path}/data.csv`)
    expect(failure.message).not.toContain('fewlabel-unpacked')
    expect(leftBehind()).toEqual([])
  })

  it('recognises what another tool wrote', async () => {
    const images = [{ id: 1, file_name: 'a.png' }]
    const labels = JSON.stringify({ images, annotations: [], categories: [] })
    const path = await zipOf({ 'annotations/labels_train.json': labels, 'images/train/a.png': png })
    const source = await open(path)
    expect(source.format).toBe('coco')
    expect((await collect(source)).samples).toHaveLength(1)
  })

  it('stops when it is cancelled, and leaves nothing behind', async () => {
    const source = await open(await zipOf({ 'a.png': png }))
    expect((await failureOf(collect(source, AbortSignal.abort()))).code).toBe('cancelled')
    expect(leftBehind()).toEqual([])
  })

  it.each([
    ['aa/evil.png', '../evil.png', 'its name leads out of the archive'],
    ['evilx.png', '/evil.png', 'its name leads out of the archive'],
    ['c_/evil.png', 'c:/evil.png', 'its name leads out of the archive'],
    ['aaaaa', 'b.txt', 'its name, or one that many file systems take for the same, is there already'],
    ['aaaaaa', 'B.TXT ', null],
    ['BxTXT', 'B.TXT', 'its name, or one that many file systems take for the same, is there already'],
    ['a.png', 'a\u0007png', 'its name holds a control character'],
  ])('refuses the name %s made %s', async (from, to, found) => {
    const opened = open(await renamed(from, to), { format: 'folder' })
    const failure = await failureOf(opened)
    expect(failure.code).toBe(found === null ? 'source-empty' : 'source-unsupported')
    if (found !== null) expect(failure.details.found).toBe(found)
    expect(leftBehind()).toEqual([])
  })

  it('does not unpack links', async () => {
    const path = await zipOf({ 'a.png': png, 'link.png': '/etc/passwd' })
    const linked = await zipOf({ 'link.png': '/etc/passwd' }, { mode: 0o120777 })
    const folder = inFolder('links')
    mkdirSync(folder)
    expect(await unpackZip(linked, folder)).toEqual([
      { file: 'link.png', reason: 'it is a link or a device and was not unpacked' },
    ])
    expect(existsSync(`${folder}/link.png`)).toBe(false)
    expect(existsSync(path)).toBe(true)
  })
})

describe('unpackZip', () => {
  async function refusal(path: string, limits: object) {
    const folder = mkdtempSync(inFolder('limits-'))
    const failure = await failureOf(unpackZip(path, folder, { limits }))
    expect(readdirSync(folder)).toEqual([])
    return failure.details.found
  }

  it('keeps to its limits before a byte is written', async () => {
    const path = await zipOf({ 'a.bin': Buffer.alloc(3 * 1024 ** 2), 'b.bin': Buffer.alloc(1024 ** 2) })
    expect(await refusal(path, { entries: 1 })).toBe('2 entries')
    expect(await refusal(path, { fileBytes: 2 * 1024 ** 2 })).toBe('3 MB')
    expect(await refusal(path, { totalBytes: 3.5 * 1024 ** 2 })).toBe('4 MB')
    expect(await refusal(path, { freeBytes: 1024 ** 2, ratio: 100 })).toBe('3 MB out of 1 MB')
  })

  it('finds bytes that were changed', async () => {
    const path = await zipOf({ 'a.txt': Buffer.from('stored as it is, since it is short') })
    const bytes = readFileSync(path)
    bytes[bytes.indexOf('a.txt') + 8] ^= 1
    writeFileSync(path, bytes)
    const failure = await failureOf(unpackZip(path, inFolder()))
    expect(failure.code).toBe('source-damaged')
  })
})

describe('names in an archive', () => {
  it('refuses what Windows does not take, there', () => {
    const reserved = ['con.png', 'ab:c.png', 'dot.', 'nul/a.png']
    for (const name of reserved) {
      expect(new ZipNames('win32').faultOf(name)).toBe('Windows does not take its name')
      expect(new ZipNames('linux').faultOf(name)).toBeNull()
    }
  })

  it('takes folders that differ in case for one', () => {
    const names = new ZipNames()
    expect(names.faultOf('a/1.png')).toBeNull()
    expect(names.faultOf('a/2.png')).toBeNull()
    expect(names.faultOf('A/3.png')).toContain('"a/" is there already')
  })
})

describe('what was left behind', () => {
  it('is removed when its process is gone', async () => {
    // No system numbers its processes so high.
    const gone = `${tmpdir()}/fewlabel-unpacked-99999999-test`
    mkdirSync(gone, { recursive: true })
    await sweepUnpacked()
    expect(existsSync(gone)).toBe(false)
  })
})
