import { execFileSync } from 'node:child_process'
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { startNodeProgram } from '../process/start-node-program.ts'
import { openSource } from './open-source.ts'
import { openRegular, readRegularSync } from './regular-file.ts'
import { failureOf, requestFor, temporaryFolder } from './test-support.ts'

const inFolder = temporaryFolder()
const read = async (path: string, limit: number) => readRegularSync(path, limit)

describe('a regular file', () => {
  it('is read whole, up to a limit that is told', async () => {
    writeFileSync(inFolder('a'), 'abc')
    expect(Buffer.from(readRegularSync(inFolder('a'), 3)).toString()).toBe('abc')
    writeFileSync(inFolder('large'), '')
    truncateSync(inFolder('large'), 300 * 1024 ** 2)
    const failure = await failureOf(read(inFolder('large'), 256 * 1024 ** 2))
    expect(failure.message).toBe('its 300 MB are more than the 256 MB allowed')
  })

  it('is no folder', async () => {
    mkdirSync(inFolder('folder'))
    expect((await failureOf(read(inFolder('folder'), 9))).details.found).toBe('a folder')
    expect((await failureOf(openRegular(inFolder('folder')))).details.found).toBe('a folder')
  })

  it.skipIf(process.platform === 'win32')('is no pipe and no device, which are not waited for', async () => {
    execFileSync('mkfifo', [inFolder('pipe')])
    expect((await failureOf(read(inFolder('pipe'), 9))).details.found).toBe('a pipe')
    expect((await failureOf(openRegular(inFolder('pipe')))).details.found).toBe('a pipe')
    expect((await failureOf(read('/dev/zero', 9))).details.found).toBe('a device or a socket')
    for (const format of [undefined, 'idx', 'csv']) {
      const failure = await failureOf(openSource(requestFor(inFolder('pipe'), { format }), startNodeProgram))
      expect(failure).toMatchObject({ code: 'source-unsupported', details: { file: inFolder('pipe') } })
    }
  })
})
