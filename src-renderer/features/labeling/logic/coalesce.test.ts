import { describe, expect, it } from 'vitest'
import { coalesce } from './coalesce.ts'

const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

describe('coalesce', () => {
  it('runs one at a time and once more for everything asked meanwhile', async () => {
    const open: (() => void)[] = []
    const ask = coalesce(() => new Promise<void>((resolve) => open.push(resolve)))
    ask()
    ask()
    ask()
    await settled()
    expect(open).toHaveLength(1)
    open[0]()
    await settled()
    expect(open).toHaveLength(2)
    open[1]()
    await settled()
    expect(open).toHaveLength(2)
    ask()
    expect(open).toHaveLength(3)
  })

  it('goes on after a failure', async () => {
    let runs = 0
    const ask = coalesce(async () => {
      runs++
      throw new Error('no')
    })
    ask()
    await settled()
    ask()
    await settled()
    expect(runs).toBe(2)
  })
})
