import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { saveFile } from './save-file.ts'

it('saves text as UTF-8 and pictures as their bytes, and nothing else as a picture', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fewlabel-save-'))
  try {
    const request = { overwrite: false }
    const table = { ...request, out: join(folder, 'a.csv'), ending: '.csv' as const, content: 'Größe\n' }
    expect(await saveFile(table)).toEqual({ out: join(folder, 'a.csv'), bytes: 8 })
    const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 1])
    const picture = { ...request, out: join(folder, 'a.png'), ending: '.png' as const }
    await saveFile({ ...picture, content: png.toString('base64') })
    expect(readFileSync(join(folder, 'a.png'))).toEqual(png)
    const other = { ...picture, out: join(folder, 'b.png'), content: Buffer.from('MZ').toString('base64') }
    await expect(saveFile(other)).rejects.toMatchObject({ code: 'bad-request' })
    // The name decides what other programs take it for.
    await expect(saveFile({ ...table, out: join(folder, 'a.html') })).rejects.toMatchObject({
      code: 'bad-request',
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
