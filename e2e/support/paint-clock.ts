import type { Page } from 'playwright/test'

/** The shortest time that the Event Timing interface tells; what took less is counted as this. */
export const shortestTold = 16

interface PaintClock {
  presses: number
  /** From a key going down to the next frame on screen, ms, of those of at least {@link shortestTold}. */
  paints: number[]
  /** Longest tasks of the window's thread, ms, of those above 50. */
  longTasks: number[]
}

declare global {
  interface Window {
    paintClock?: PaintClock
  }
}

/** Begins to measure how long after each key the window is drawn anew, as the browser itself reckons (Event Timing). */
export async function startPaintClock(page: Page): Promise<void> {
  await page.evaluate((durationThreshold) => {
    const clock: PaintClock = { presses: 0, paints: [], longTasks: [] }
    window.paintClock = clock
    window.addEventListener('keydown', () => clock.presses++, { capture: true })
    const events = new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries()) if (name === 'keydown') clock.paints.push(duration)
    })
    events.observe({ type: 'event', durationThreshold } as PerformanceObserverInit)
    const tasks = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) clock.longTasks.push(duration)
    })
    tasks.observe({ type: 'longtask' })
  }, shortestTold)
}

/** Milliseconds from key to paint, one for each key since the clock was started; to the nearest 8. */
export async function paintTimes(page: Page): Promise<{ paints: number[]; longTasks: number[] }> {
  // Entries come with the frame after the one they are about.
  await page.waitForTimeout(200)
  const clock = await page.evaluate(() => window.paintClock)
  if (!clock) throw new Error('the clock was not started on this page')
  const quick = Math.max(0, clock.presses - clock.paints.length)
  return { paints: [...clock.paints, ...Array<number>(quick).fill(shortestTold)], longTasks: clock.longTasks }
}
