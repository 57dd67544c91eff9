import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
// What electron-builder itself reads and checks its configuration with.
const builder = createRequire(createRequire(import.meta.url).resolve('electron-builder'))
const { getConfig, validateConfiguration } = builder('app-builder-lib/out/util/config/config')
const { DebugLogger } = builder('builder-util')

describe('electron-builder.yml', () => {
  it('is of the form that electron-builder knows', async () => {
    const config = await getConfig(root, null, null)
    await expect(validateConfiguration(config, new DebugLogger(false))).resolves.toBeUndefined()
    expect(config.npmRebuild).toBe(false)
    await expect(
      validateConfiguration({ ...config, noSuchKey: true }, new DebugLogger(false)),
    ).rejects.toThrow('noSuchKey')
  })

  it('closes what a release must not leave open', async () => {
    const { electronFuses, publish } = await getConfig(root, null, null)
    expect(publish).toBeNull()
    expect(electronFuses).toMatchObject({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      grantFileProtocolExtraPrivileges: false,
      onlyLoadAppFromAsar: true,
      enableEmbeddedAsarIntegrityValidation: true,
    })
  })
})
