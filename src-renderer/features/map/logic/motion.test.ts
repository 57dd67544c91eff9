import { expect, it } from 'vitest'
import { Motion } from './motion.ts'

/** Frames so far apart, from a machine that takes so long for each sample. */
function play(count: number, microseconds: number, frames: number): number[] {
  const motion = new Motion(count)
  const drawn: number[] = []
  let now = 0
  for (let i = 0; i < frames; i++) {
    drawn.push(motion.next(now))
    now += Math.max(16.7, (drawn[i] * microseconds) / 1000)
  }
  return drawn
}

it('draws everything where frames come in time', () => {
  expect(play(150_000, 0.05, 60).every((drawn) => drawn === 150_000)).toBe(true)
})

it('draws as much as a slow machine can, and little more or less', () => {
  const drawn = play(150_000, 0.5, 120).slice(60)
  // 36,000 samples take 18 ms there.
  expect(Math.max(...drawn)).toBeLessThan(50_000)
  expect(Math.min(...drawn)).toBeGreaterThan(25_000)
})

it('never leaves the map empty', () => {
  expect(play(150_000, 100, 60).at(-1)).toBe(6000)
  expect(play(500, 1000, 60).at(-1)).toBe(500)
})

it('does not take a rest for slowness', () => {
  const motion = new Motion(100_000)
  motion.next(0)
  motion.end()
  expect(motion.next(900)).toBe(100_000)
})
