import { describe, expect, it } from 'vitest'
import type { Job, JobKind } from './jobs.ts'
import { leavePrompt } from './leave-prompt.ts'
import { wordsOf } from './words.ts'

const words = wordsOf('en')
const job = (kind: JobKind, breaksOff = true): Job => ({ kind, share: null, breaksOff })

describe('the question before leaving', () => {
  it('is not asked where nothing is broken off', () => {
    expect(leavePrompt([], 'quit', words)).toBeNull()
    expect(leavePrompt([job('training', false)], 'quit', words)).toBeNull()
  })

  it.each(['training', 'sorting', 'import', 'export'] as const)('says what becomes of %s', (kind) => {
    const prompt = leavePrompt([job(kind)], 'quit', words)
    expect(prompt?.message).toBe(words.leave[kind])
    expect(prompt?.detail).toBe(`${words.leave.quit}\n${words.leave[`${kind}Then`]}`)
  })

  it('says it of all of them', () => {
    const prompt = leavePrompt([job('training'), job('export')], 'close', words)
    expect(prompt?.message).toBe(words.leave.several)
    expect(prompt?.detail?.split('\n')).toEqual([
      words.leave.close,
      words.leave.trainingThen,
      words.leave.exportThen,
    ])
  })

  it('stays where a key is pressed without reading', () => {
    expect(leavePrompt([job('import')], 'other', words)).toMatchObject({
      buttons: [words.leave.doOther, words.leave.stay],
      defaultId: 1,
      cancelId: 1,
    })
  })
})
