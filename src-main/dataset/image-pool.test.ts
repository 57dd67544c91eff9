import { setTimeout as pause } from 'node:timers/promises'
import sharp from 'sharp'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ChildProgram } from '../contract/child-program.ts'
import { FewlabelError } from '../contract/errors.ts'
import { forkProgram } from '../process/fork-program.ts'
import { startNodeProgram } from '../process/start-node-program.ts'
import { ImagePool, type ImagePoolOptions } from './image-pool.ts'
import { failureOf, noise, temporaryFolder } from './test-support.ts'
import { FakeDecoder } from './testing/fake-decoder.ts'

const recipe = { colour: 'grayscale', side: 4, fit: 'pad' } as const
const cancelled = new FewlabelError('cancelled', 'The import was cancelled.')
const inFolder = temporaryFolder()

function setUp(options: Partial<ImagePoolOptions> = {}) {
  const decoders: FakeDecoder[] = []
  const pool = new ImagePool(
    recipe,
    () => {
      const decoder = new FakeDecoder()
      decoders.push(decoder)
      return decoder
    },
    { size: 2, ...options },
  )
  const reasons = async (paths: string[]) =>
    (await pool.run(paths)).map((outcome) => ('reason' in outcome ? outcome.reason : 'image'))
  return { pool, decoders, reasons }
}

afterEach(() => {
  vi.useRealTimers()
})

describe('a decoder that ends in the middle', () => {
  it('costs the one image it ended at', async () => {
    const { pool, reasons } = setUp()
    expect(await reasons(['a', 'b', 'crash', 'c', 'crash too'])).toEqual([
      'image',
      'image',
      'the image decoder stopped at it (SIGSEGV)',
      'image',
      'the image decoder stopped at it (SIGSEGV)',
    ])
    expect(await reasons(['d'])).toEqual(['image'])
    await pool.close(cancelled)
  })

  it('is named for the memory it asked for', async () => {
    const { pool, decoders, reasons } = setUp()
    const outcome = reasons(['hang'])
    await pause(20)
    decoders[0].say({ type: 'out-of-memory' })
    expect(decoders[0].killed).toBe(true)
    expect(await outcome).toEqual(['the image decoder took more than the 1536 MB of memory allowed'])
    await pool.close(cancelled)
  })

  it('gets no more work once it is being ended, idle as it may be', async () => {
    const { pool, decoders, reasons } = setUp({ size: 1 })
    expect(await reasons(['a'])).toEqual(['image'])
    decoders[0].say({ type: 'out-of-memory' })
    expect(await reasons(['b'])).toEqual(['image'])
    expect(decoders.map(({ orders }) => orders)).toEqual([[['a']], [['b']]])
    await pool.close(cancelled)
  })

  it('ends the import where none ever starts', async () => {
    const { pool, decoders, reasons } = setUp()
    const outcome = reasons(['a'])
    decoders[0].die('exit code 1')
    const failure = await failureOf(outcome)
    expect([failure.code, failure.details.found]).toEqual(['internal', 'exit code 1'])
    expect((await failureOf(pool.run(['b']))).code).toBe('internal')
  })

  it('ends the import where none ever decodes', async () => {
    const { reasons } = setUp()
    const failure = await failureOf(reasons(Array.from({ length: 40 }, () => 'crash')))
    expect(failure.message).toContain('one image after another')
  })
})

describe('a decoder that goes on for ever', () => {
  it('is ended, and costs the one image it was at', async () => {
    vi.useFakeTimers()
    const { pool, decoders, reasons } = setUp({ patienceSeconds: 30 })
    const outcome = reasons(['a', 'hang'])
    await vi.advanceTimersByTimeAsync(29_500)
    expect(decoders[0].killed).toBe(false)
    await vi.advanceTimersByTimeAsync(70_000)
    expect(await outcome).toEqual(['image', 'the image decoder did not come to an end within 30 seconds'])
    await pool.close(cancelled)
  })

  it('has all the time it needs as long as it comes from one image to the next', async () => {
    vi.useFakeTimers()
    const { pool, decoders, reasons } = setUp({ patienceSeconds: 30 })
    const outcome = reasons(['hang'])
    for (let seconds = 0; seconds < 90; seconds += 15) {
      await vi.advanceTimersByTimeAsync(15_000)
      decoders[0].say({ type: 'at-next' })
    }
    expect(decoders[0].killed).toBe(false)
    const closed = pool.close(cancelled)
    expect((await failureOf(outcome)).code).toBe('cancelled')
    await closed
  })
})

describe('large images', () => {
  it('are decoded one at a time, and a decoder that waits for its turn is not hanging', async () => {
    vi.useFakeTimers()
    const { pool, decoders, reasons } = setUp({ patienceSeconds: 30 })
    const first = reasons(['large forever'])
    const second = reasons(['large'])
    await vi.advanceTimersByTimeAsync(20_000)
    expect(decoders).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(15_000)
    expect(decoders.map(({ killed }) => killed)).toEqual([true, false])
    expect(await second).toEqual(['image'])
    expect(await first).toEqual(['the image decoder did not come to an end within 30 seconds'])
    await pool.close(cancelled)
  })
})

describe('a decoder that says what it should not', () => {
  it('is not believed', async () => {
    const { pool, decoders, reasons } = setUp()
    expect(await reasons(['a', 'lie'])).toEqual(['image', 'the image decoder gave an answer that is none'])
    const outcome = reasons(['hang'])
    await pause(20)
    const image = {
      input: new Uint8Array(99),
      thumbnail: null,
      original: null,
      contentHash: new Uint8Array(32),
    }
    decoders
      .find(({ orders }) => orders.flat().includes('hang'))
      ?.say({ type: 'done', outcomes: [{ image }] })
    expect(await outcome).toEqual(['the image decoder gave an answer that is none'])
    await pool.close(cancelled)
  })
})

describe('real decoders', () => {
  it('are killed in the middle, and every image still comes', async () => {
    const paths: string[] = []
    for (let i = 0; i < 6; i++) {
      paths.push(inFolder(`${i}.png`))
      await sharp(noise(300 * 300, i), { raw: { width: 300, height: 300, channels: 1 } })
        .png()
        .toFile(paths[i])
    }
    const programs: ChildProgram[] = []
    const pool = new ImagePool(
      recipe,
      () => {
        const program = startNodeProgram('image-decoder')
        program.onMessage((message) => {
          if (programs.length === 1 && (message as { type: string }).type === 'ready') program.kill()
        })
        programs.push(program)
        return program
      },
      { size: 1 },
    )
    const outcomes = await pool.run(paths)
    expect(outcomes.map((outcome) => 'image' in outcome)).toEqual(Array(6).fill(true))
    expect(programs).toHaveLength(2)
    await pool.close(cancelled)
    expect(() => process.kill(programs[1].pid as number, 0)).toThrow('ESRCH')
  })

  it('are told apart from a program that is not there', async () => {
    const pool = new ImagePool(recipe, () => forkProgram(inFolder('nowhere.js')), { size: 1 })
    const failure = await failureOf(pool.run(['a.png']))
    expect(failure.message).toContain('does not start')
    expect(failure.details.found).toContain('nowhere.js')
  })
})
