import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkNativeFiles, NativeFilesChanged } from './native-manifest.ts'

describe('the sums of native files', () => {
  let folder: string

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fewlabel-native-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  /** A program under `root` with one library, whose sum is that of `summed`. */
  function install(root: string, unpacked: string, summed = 'library'): string {
    const lib = join(unpacked, 'deps', 'lib')
    mkdirSync(lib, { recursive: true })
    mkdirSync(root, { recursive: true })
    writeFileSync(join(lib, 'libx.so.2'), 'library')
    const sha256 = createHash('sha256').update(summed).digest('hex')
    const manifest = join(folder, 'native-files.json')
    writeFileSync(
      manifest,
      JSON.stringify({ folders: ['deps/lib'], files: [{ path: 'deps/lib/libx.so.2', sha256 }] }),
    )
    return manifest
  }

  it('are not asked for where nothing was packed', async () => {
    await expect(checkNativeFiles(join(folder, 'none.json'), folder)).resolves.toBeUndefined()
  })

  it('hold for the files that were packed, links among them', async () => {
    const manifest = install(folder, folder)
    symlinkSync('libx.so.2', join(folder, 'deps', 'lib', 'libx.so'))
    await expect(checkNativeFiles(manifest, folder)).resolves.toBeUndefined()
  })

  it('are taken of what lies beside the archive', async () => {
    const root = join(folder, 'app.asar')
    const manifest = install(root, `${root}.unpacked`)
    await expect(checkNativeFiles(manifest, root)).resolves.toBeUndefined()
    writeFileSync(join(`${root}.unpacked`, 'deps', 'lib', 'libstdc++.so.6'), 'planted')
    await expect(checkNativeFiles(manifest, root)).rejects.toThrow('was added')
  })

  it('tell a changed file and a missing one', async () => {
    const manifest = install(folder, folder, 'another library')
    await expect(checkNativeFiles(manifest, folder)).rejects.toThrow(NativeFilesChanged)
    await expect(checkNativeFiles(manifest, folder)).rejects.toThrow('is another')
    rmSync(join(folder, 'deps', 'lib', 'libx.so.2'))
    await expect(checkNativeFiles(manifest, folder)).rejects.toThrow('is missing')
  })
})
