import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SampleStore } from '../project/sample-store.ts'
import { SamplePictures } from './sample-pictures.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fewlabel-pictures-'))
  writeFileSync(join(folder, 'own.png'), 'picture')
  writeFileSync(join(folder, 'id_rsa'), 'secret')
  writeFileSync(join(folder, 'large.png'), '')
  // Sparse: takes no room on the disk.
  truncateSync(join(folder, 'large.png'), 300 * 1024 * 1024)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Pictures of a project whose one sample refers to a file, as the project says; its thumbnail is a text. */
function pictures(path: string): SamplePictures {
  const samples: Partial<SampleStore> = {
    thumbnail: () => ({
      mediaType: 'image/png',
      width: 1,
      height: 1,
      bytes: new TextEncoder().encode('small'),
    }),
    original: () => ({ path }),
  }
  return new SamplePictures(samples as SampleStore)
}
const shown = async (path: string) => {
  const picture = await pictures(path).original(1)
  return picture.kind === 'file' ? new TextDecoder().decode(picture.bytes) : picture.kind
}

describe('originals that a project refers to', () => {
  it('are shown when they are pictures', async () => {
    expect(await shown(join(folder, 'own.png'))).toBe('picture')
  })

  it('are not read when they are something else, or larger than any picture', async () => {
    expect(await shown(join(folder, 'id_rsa'))).toBe('small')
    expect(await shown(join(folder, 'large.png'))).toBe('small')
  })

  it.skipIf(process.platform === 'win32')('keep nobody waiting when they are pipes', async () => {
    const pipe = join(folder, 'pipe.png')
    execFileSync('mkfifo', [pipe])
    await expect(shown(pipe)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('are asked for when they are gone', async () => {
    await expect(shown(join(folder, 'gone.png'))).rejects.toMatchObject({
      code: 'not-found',
      details: { remedy: expect.stringContaining('re-link') },
    })
  })
})
