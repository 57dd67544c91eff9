import { describe, expect, it, vi } from 'vitest'
import { LeaveGuard } from './leave-guard.ts'

const event = () => ({ preventDefault: vi.fn() })
const settled = () => new Promise((resolve) => setImmediate(resolve))

describe('the way out', () => {
  it('is free while nothing is at work', () => {
    const ask = vi.fn()
    const close = event()
    new LeaveGuard(() => false, ask).hold(close, vi.fn())
    expect(close.preventDefault).not.toHaveBeenCalled()
    expect(ask).not.toHaveBeenCalled()
  })

  it('is held up until the person agrees, who is asked once', async () => {
    let answer: (leave: boolean) => void = () => {}
    const ask = vi.fn(() => new Promise<boolean>((resolve) => (answer = resolve)))
    const guard = new LeaveGuard(() => true, ask)
    const leave = vi.fn()
    const [first, second] = [event(), event()]
    guard.hold(first, leave)
    guard.hold(second, leave)
    expect(first.preventDefault).toHaveBeenCalled()
    expect(second.preventDefault).toHaveBeenCalled()
    expect(ask).toHaveBeenCalledOnce()
    answer(true)
    await settled()
    expect(leave).toHaveBeenCalledOnce()
    // The event that follows from leaving passes.
    const third = event()
    guard.hold(third, leave)
    expect(third.preventDefault).not.toHaveBeenCalled()
    // Agreed to no more than that: of what else would be lost the person is still asked.
    expect(guard.unasked).toBe(false)
    guard.stay()
    guard.hold(event(), leave)
    expect(ask).toHaveBeenCalledTimes(2)
  })

  it('stays shut where the person stays, and asks again next time', async () => {
    const ask = vi.fn(async () => false)
    const guard = new LeaveGuard(() => true, ask)
    const leave = vi.fn()
    guard.hold(event(), leave)
    await settled()
    guard.hold(event(), leave)
    await settled()
    expect(ask).toHaveBeenCalledTimes(2)
    expect(leave).not.toHaveBeenCalled()
  })

  it('asks nobody when the computer is shut down', () => {
    const ask = vi.fn()
    const guard = new LeaveGuard(() => true, ask)
    guard.endUnasked()
    const close = event()
    guard.hold(close, vi.fn())
    expect(close.preventDefault).not.toHaveBeenCalled()
  })
})
