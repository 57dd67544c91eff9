import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LogFile } from './log-file.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fewlabel-log-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const now = () => new Date('2026-11-22T04:05:06.789Z')
const read = (name = 'fewlabel.log') => readFileSync(join(folder, 'logs', name), 'utf8')

describe('the log', () => {
  it('has a line for each entry, with time and level, written at once', () => {
    const log = new LogFile(join(folder, 'logs'), { now })
    log.info('started')
    log.warning('two\r\n  lines')
    const cause = Object.assign(new Error('broken'), { stack: 'Error: broken\n    at x' })
    log.error('it failed', cause)
    log.error('and again', 'a text')
    const at = '2026-11-22T04:05:06.789Z'
    expect(read().split('\n')).toEqual([
      `${at} info started`,
      `${at} warning two | lines`,
      `${at} error it failed: Error: broken | at x`,
      `${at} error and again: a text`,
      '',
    ])
    log.close()
  })

  it('goes on where the last start stopped', () => {
    const first = new LogFile(join(folder, 'logs'), { now })
    first.info('one')
    first.close()
    const second = new LogFile(join(folder, 'logs'), { now })
    second.info('two')
    second.close()
    expect(read().trim().split('\n')).toHaveLength(2)
  })

  it('keeps five files of a bounded size, the newest entries among them', () => {
    const log = new LogFile(join(folder, 'logs'), { now, largestFile: 200 })
    for (let i = 0; i < 60; i++) log.info(`entry ${i}`)
    log.close()
    const names = readdirSync(join(folder, 'logs')).sort()
    expect(names).toEqual([
      'fewlabel.1.log',
      'fewlabel.2.log',
      'fewlabel.3.log',
      'fewlabel.4.log',
      'fewlabel.log',
    ])
    for (const name of names) expect(statSync(join(folder, 'logs', name)).size).toBeLessThanOrEqual(200)
    expect(read()).toContain('entry 59')
    expect(read('fewlabel.1.log')).not.toContain('entry 59')
  })

  it('is not filled by one entry', () => {
    const log = new LogFile(join(folder, 'logs'), { now })
    log.error('x'.repeat(1e6))
    log.close()
    expect(read().length).toBeLessThan(10_000)
  })

  it.skipIf(process.platform === 'win32')('is read by its owner only', () => {
    const log = new LogFile(join(folder, 'logs'), { now })
    log.info('x')
    log.close()
    expect(statSync(join(folder, 'logs')).mode & 0o777).toBe(0o700)
    expect(statSync(join(folder, 'logs', 'fewlabel.log')).mode & 0o777).toBe(0o600)
  })

  it('never throws', () => {
    writeFileSync(join(folder, 'file'), '')
    const log = new LogFile(join(folder, 'file', 'logs'))
    expect(() => log.info('x')).not.toThrow()
    expect(() => log.close()).not.toThrow()
  })
})
