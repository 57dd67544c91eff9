import { describe, expect, it } from 'vitest'
import { FewlabelError } from '../../contract/errors.ts'
import type { CliIo } from './cli-io.ts'
import { ProgressLine } from './progress-line.ts'
import { Report } from './report.ts'

function terminal(width: number | null = null) {
  const seen = { out: '', err: '' }
  const io: CliIo = {
    out: (text) => {
      seen.out += text
    },
    err: (text) => {
      seen.err += text
    },
    width: () => width,
    signal: new AbortController().signal,
  }
  return { io, seen }
}

const error = new FewlabelError('source-damaged', 'The file ends too early.', {
  expected: '60,000 images',
  found: '41,223',
  file: 'train.idx',
  place: 'byte 16',
  remedy: 'Copy it again.',
})

describe('report', () => {
  it('prints results as lines, or as one document', () => {
    const human = terminal()
    new Report(human.io, false).result({ rows: 1 }, ['1 row', 'and more'])
    expect(human.seen).toEqual({ out: '1 row\nand more\n', err: '' })
    const script = terminal()
    const report = new Report(script.io, true)
    report.note('a word')
    report.result({ rows: 1 }, ['1 row'])
    expect(JSON.parse(script.seen.out)).toEqual({ rows: 1 })
    expect(script.seen.err).toBe('a word\n')
  })

  it('prints an error with everything that helps', () => {
    const { io, seen } = terminal()
    expect(new Report(io, false).failure(error)).toBe(1)
    expect(seen).toEqual({
      out: '',
      err:
        'error: The file ends too early.\n  in train.idx, byte 16\n  expected 60,000 images\n  found 41,223\n' +
        '  Copy it again.\n',
    })
  })

  it('prints an error as a document', () => {
    const { io, seen } = terminal()
    expect(new Report(io, true).failure(error)).toBe(1)
    expect(JSON.parse(seen.out)).toEqual({ error: error.toDocument() })
  })

  it('tells an interruption from a failure', () => {
    expect(new Report(terminal().io, false).failure(new FewlabelError('cancelled', 'Stopped.'))).toBe(130)
  })

  it('shows where a bug is', () => {
    const { io, seen } = terminal()
    expect(new Report(io, true).failure(new Error('oops'))).toBe(1)
    expect(JSON.parse(seen.out).error).toMatchObject({ code: 'internal', message: 'oops' })
    expect(seen.err).toContain('report.test.ts')
  })
})

describe('progress line', () => {
  it('is silent where there is no terminal', () => {
    const { io, seen } = terminal(null)
    const line = new ProgressLine(io)
    line.show('Training', '1 of 2')
    line.clear()
    expect(seen.err).toBe('')
  })

  it('rewrites one line, not too often and never longer than the terminal', () => {
    const { io, seen } = terminal(20)
    let now = 0
    const line = new ProgressLine(io, () => now)
    line.show('Training', null, '', 'epoch 1')
    now += 50
    line.show('too soon')
    now += 50
    line.show('a line that is far too long for it')
    line.clear()
    line.clear()
    expect(seen.err).toBe('\rTraining  epoch 1\u001b[K\ra line that is far \u001b[K\r\u001b[K')
  })

  it('is taken away before anything else is written', () => {
    const { io, seen } = terminal(80)
    const report = new Report(io, false)
    report.progress.show('Training')
    report.note('a word')
    expect(seen.err.endsWith('\r\u001b[Ka word\n')).toBe(true)
  })
})
