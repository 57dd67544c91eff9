import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FuseState, FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { moveLibrariesToAddon } from './after-pack.mjs'
import { installedPath, nativeManifest } from './native-manifest.mjs'
import { makePlaceholderElectron } from './placeholder-electron.mjs'
import { completeBill } from './sbom.mjs'
import { writeSums } from './sums.mjs'

const engine = 'node_modules/@tensorflow/tfjs-node'

describe('packing', () => {
  let folder: string

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fewlabel-packing-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  function write(path: string, text: string): void {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), text)
  }

  it('sums the native files of the engine, and not the links to them', async () => {
    write(`${engine}/lib/napi-v8/tfjs_binding.node`, 'addon')
    write(`${engine}/deps/lib/libtensorflow_cc.so.2`, 'abc')
    symlinkSync('libtensorflow_cc.so.2', join(folder, engine, 'deps/lib/libtensorflow.so'))
    const { files, folders } = await nativeManifest(folder, 'linux')
    expect(folders).toEqual([`${engine}/lib`, `${engine}/deps/lib`])
    expect(files.map(({ path }) => path)).toEqual([
      `${engine}/deps/lib/libtensorflow_cc.so.2`,
      `${engine}/lib/napi-v8/tfjs_binding.node`,
    ])
    // FIPS 180-2, appendix B.1.
    expect(files[0].sha256).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect((await nativeManifest(folder, 'darwin')).files).toEqual([])
  })

  it('has the library beside the addon on Windows, as the sums say', () => {
    const dll = `${engine}/deps/lib/tensorflow.dll`
    write(dll, 'library')
    write(`${engine}/lib/napi-v8/tfjs_binding.node`, 'addon')
    symlinkSync(join(folder, dll), join(folder, engine, 'lib/napi-v8/tensorflow.dll'))
    moveLibrariesToAddon(join(folder, engine))
    expect(readFileSync(join(folder, installedPath(dll, 'win32')), 'utf8')).toBe('library')
    expect(existsSync(join(folder, dll))).toBe(false)
    expect(installedPath(dll, 'linux')).toBe(dll)
  })

  it('has a placeholder whose fuses can be flipped and read back', async () => {
    write('licence', 'MIT')
    const dist = join(folder, 'electron')
    makePlaceholderElectron(dist, { licence: join(folder, 'licence'), version: '1.2.3' })
    const program = join(dist, 'electron')
    chmodSync(program, 0o755)
    await flipFuses(program, {
      version: FuseVersion.V1,
      [FuseV1Options.RunAsNode]: false,
      [FuseV1Options.OnlyLoadAppFromAsar]: true,
    })
    const wire = await getCurrentFuseWire(program)
    expect(wire[FuseV1Options.RunAsNode]).toBe(FuseState.DISABLE)
    expect(wire[FuseV1Options.OnlyLoadAppFromAsar]).toBe(FuseState.ENABLE)
    expect(wire[FuseV1Options.EnableNodeCliInspectArguments]).toBe(FuseState.ENABLE)
  })

  it('writes sums as sha256sum reads them', async () => {
    write('b.deb', 'abc')
    write('a.rpm', '')
    await writeSums(folder, [join(folder, 'b.deb'), join(folder, 'a.rpm')])
    expect(readFileSync(join(folder, 'SHA256SUMS'), 'utf8')).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a.rpm\n' +
        'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  b.deb\n',
    )
  })

  it('lists what is shipped and not what only lies about', () => {
    const extraneous = [{ name: 'cdx:npm:package:extraneous', value: 'true' }]
    const bill = completeBill(
      {
        bomFormat: 'CycloneDX',
        metadata: { timestamp: 'now', component: { name: 'main', type: 'library', version: '1' } },
        components: [{ 'bom-ref': 'a' }, { 'bom-ref': 'node', properties: extraneous }],
        dependencies: [{ ref: 'a', dependsOn: ['node'] }, { ref: 'node' }],
      },
      [{ 'bom-ref': 'electron' }],
    )
    expect(bill).toEqual({
      bomFormat: 'CycloneDX',
      metadata: { timestamp: 'now', component: { name: 'fewlabel', type: 'application', version: '1' } },
      components: [{ 'bom-ref': 'a' }, { 'bom-ref': 'electron' }],
      dependencies: [{ ref: 'a', dependsOn: [] }],
    })
  })
})
