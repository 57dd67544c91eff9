import { type Browser, type CDPSession, chromium, type Page } from 'playwright'
import { findChromium } from '../scripts/setup/chromium.mjs'
import { startBrowserShell } from '../src-main/shells/browser/browser-shell.ts'
import { answerTask } from './fork-child.ts'
import { openGenerated } from './map/generated-workbench.ts'
import { type Measure, percentile } from './report.ts'

/*
 * The child of `npm run bench -- map-frames`: moves the map of 150,000 samples about in real Chromium, on its software
 * renderer, as there may be no graphics card where this runs.
 */

export interface FramesTask {
  count: number
  /** Folder with the built window. */
  rendererRoot: string
}

const labels = 300
const panSeconds = 4
const software = ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader']

answerTask<FramesTask>(async ({ count, rendererRoot }): Promise<Measure[]> => {
  const found = findChromium()
  if (found.error) throw new Error(found.error)
  console.error(`Drawing ${count.toLocaleString('en')} letters…`)
  const { workbench, end } = await openGenerated(count)
  const { map, labeling, store } = workbench.project()
  const [first, second] = store.classes.list()
  for (const [i, { id }] of [first, second].entries())
    labeling.label(
      Array.from({ length: labels / 2 }, (_, n) => 1 + i + 2 * n),
      id,
    )
  console.error('Laying them out…')
  map.open()
  await map.settled()
  const shell = await startBrowserShell(workbench, { port: 0, rendererRoot })
  const browser = await chromium.launch({
    ...(found.executable ? { executablePath: found.executable } : {}),
    args: ['--no-sandbox', ...software],
  })
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    // Whoever works here has seen the tour.
    await page.addInitScript(() => window.localStorage.setItem('fewlabel.tour', 'seen'))
    await page.goto(shell.url)
    await page.getByRole('listbox').first().waitFor({ timeout: 60_000 })
    return await measure(browser, page, count)
  } finally {
    await browser.close()
    await shell.close()
    await end()
  }
})

async function measure(browser: Browser, page: Page, count: number): Promise<Measure[]> {
  const what = `map of ${count.toLocaleString('en')} samples`
  const opened = performance.now()
  await page.keyboard.press('m')
  await page.locator('[data-map-controls] ul button').first().waitFor({ timeout: 60_000 })
  const open = performance.now() - opened
  // Places are indexed in a thread of their own meanwhile.
  await page.waitForTimeout(3000)
  const renderer = await page.evaluate(() => {
    const gl = document.createElement('canvas').getContext('webgl2')
    const info = gl?.getExtension('WEBGL_debug_renderer_info')
    return info ? String(gl?.getParameter(info.UNMASKED_RENDERER_WEBGL)) : 'unknown'
  })
  const cdp = await browser.newBrowserCDPSession()
  const whole = await panned(page, cdp)
  for (let i = 0; i < 6; i++) await page.keyboard.press('+')
  const close = await panned(page, cdp)
  await page.keyboard.press('Home')
  await page.waitForTimeout(500)
  const lasso = await lassoTime(page)
  const frames = ({ times, processor }: Panned) => ({
    value: (1000 * times.length) / times.reduce((sum, time) => sum + time, 0),
    unit: 'frames/s',
    note: `processor time of a frame: window ${processor.window.toFixed(1)} ms, drawing ${processor.drawing.toFixed(1)} ms; 95th percentile ${percentile(times, 0.95).toFixed(0)} ms; ${renderer}`,
  })
  return [
    { what: `${what}: key M to the map with its legend`, value: open, unit: 'ms' },
    { what: `${what}: panned, all in sight`, ...frames(whole) },
    { what: `${what}: panned, zoomed in`, ...frames(close) },
    {
      what: `${what}: lasso let go to the selection in words`,
      value: lasso.milliseconds,
      unit: 'ms',
      note: lasso.words,
    },
  ]
}

interface Panned {
  /** Milliseconds from frame to frame. */
  times: number[]
  /** Milliseconds of processor time per frame, in the window's process and in the one that draws. */
  processor: { window: number; drawing: number }
}

async function panned(page: Page, cdp: CDPSession): Promise<Panned> {
  const before = await processorTimes(cdp)
  const times = await frameTimes(page, panSeconds)
  const after = await processorTimes(cdp)
  const perFrame = (type: string) =>
    (1000 * ((after.get(type) ?? 0) - (before.get(type) ?? 0))) / times.length
  return { times, processor: { window: perFrame('renderer'), drawing: perFrame('GPU') } }
}

/** Seconds of processor time of the browser's processes so far, by their type. */
async function processorTimes(cdp: CDPSession): Promise<Map<string, number>> {
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo')
  const times = new Map<string, number>()
  for (const { type, cpuTime } of processInfo) times.set(type, (times.get(type) ?? 0) + cpuTime)
  return times
}

/** Drags the map about with one movement per frame. @returns milliseconds from frame to frame */
function frameTimes(page: Page, seconds: number): Promise<number[]> {
  return page.evaluate(async (seconds) => {
    const pane = document.querySelector('#labeling-work') as HTMLElement
    const box = pane.getBoundingClientRect()
    const at = { x: box.left + box.width / 2, y: box.top + box.height / 2 }
    const mouse = (target: EventTarget, type: string, x: number, y: number) =>
      target.dispatchEvent(
        new MouseEvent(type, { clientX: x, clientY: y, bubbles: true, cancelable: true, view: window }),
      )
    const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
    mouse(pane, 'mousedown', at.x, at.y)
    const times: number[] = []
    const began = await nextFrame()
    for (let last = began; last - began < 1000 * seconds; ) {
      const turn = (last - began) / 300
      mouse(window, 'mousemove', at.x + 120 * Math.sin(turn), at.y + 80 * Math.cos(turn))
      const now = await nextFrame()
      times.push(now - last)
      last = now
    }
    mouse(window, 'mouseup', at.x, at.y)
    return times
  }, seconds)
}

/** Draws a lasso around the middle of the map. */
async function lassoTime(page: Page): Promise<{ milliseconds: number; words: string }> {
  const box = await page.locator('canvas').boundingBox()
  if (!box) throw new Error('there is no map')
  const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const
  await page.keyboard.down('Shift')
  await page.mouse.move(...at(0.35, 0.35))
  await page.mouse.down()
  for (const [x, y] of [
    [0.65, 0.35],
    [0.65, 0.65],
    [0.35, 0.65],
  ])
    await page.mouse.move(...at(x, y), { steps: 10 })
  await page.evaluate(() => {
    const pane = document.querySelector('#labeling-work') as HTMLElement
    window.lassoTime = new Promise((resolve) => {
      pane.addEventListener(
        'pointerup',
        () => {
          const began = performance.now()
          const look = () => {
            const words = document.querySelector('section[data-map-controls] p')?.textContent
            if (words)
              requestAnimationFrame(() => resolve({ milliseconds: performance.now() - began, words }))
            else requestAnimationFrame(look)
          }
          look()
        },
        { once: true, capture: true },
      )
    })
  })
  await page.mouse.up()
  await page.keyboard.up('Shift')
  return page.evaluate(() => window.lassoTime)
}

declare global {
  interface Window {
    lassoTime: Promise<{ milliseconds: number; words: string }>
  }
}
