import { TRPCClientError } from '@trpc/client'
import { expect, it, vi } from 'vitest'
import { judgeFailure } from './send-action.ts'

// It talks to the window, which is not there.
vi.mock('../../../lib/trpc.ts', () => ({ trpc: {} }))

const answered = (code: string) =>
  TRPCClientError.from({
    error: { code: -32004, message: code, data: { fewlabel: { code, message: code } } },
  })

it('tells refusals, which would be refused again, from failures and from lost answers', () => {
  expect(judgeFailure(answered('class-not-found'))).toBe('refused')
  // A moment of the history that a newer step cut off, a cluster that is not there any more.
  expect(judgeFailure(answered('not-found'))).toBe('refused')
  expect(judgeFailure(answered('disk-full'))).toBe('failed')
  expect(judgeFailure(new TRPCClientError('Failed to fetch'))).toBe('unanswered')
  expect(judgeFailure(new Error('anything'))).toBe('failed')
})
