import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from 'playwright/test'
import { encodePng } from '../../src-main/dataset/png.ts'
import { ask, tell } from '../support/host.ts'
import { goTo } from '../support/steps.ts'

const side = 28

/** A folder of pictures, bright above or bright below, each a little different; two sub-folders as ground truth. */
function writePictures(folder: string, count: number): void {
  for (let i = 0; i < count; i++) {
    const above = i % 2 === 0
    const pixels = Uint8Array.from({ length: side * side }, (_, at) => {
      const bright = at < (side * side) / 2 === above
      return (bright ? 200 : 30) + ((at * 7 + i * 13) % 25)
    })
    const classFolder = join(folder, above ? 'above' : 'below')
    mkdirSync(classFolder, { recursive: true })
    writeFileSync(join(classFolder, `${i}.png`), encodePng(pixels, side, side, 1))
  }
}

const untilState = (page: Page, procedure: string, wanted: string) =>
  expect
    .poll(async () => (await ask<{ state: string }>(page, procedure)).state, { timeout: 120_000 })
    .toBe(wanted)

/** Trains on an engine, in the fewest passes that leave something to label. */
async function train(page: Page, backend: 'native' | 'wasm', seed: number): Promise<string | null> {
  await tell(page, 'engine.restart', { backend })
  const defaults = await ask<object>(page, 'training.defaults')
  const small = { clusters: 4, latentDimensions: 2, hiddenUnits: [32], batchSize: 32 }
  const short = { warmupEpochs: 1, elboEpochs: 2, earlyStop: false, seed }
  await tell(page, 'training.start', { config: { ...defaults, ...small, ...short } })
  await untilState(page, 'training.state', 'done')
  return (await ask<{ run: { backend: string | null } }>(page, 'training.state')).run.backend
}

/**
 * What somebody does in a day, in the window and through it: imports pictures, trains on each engine there is, looks at
 * every view, labels, and exports.
 *
 * @param page the window on its start screen
 * @param engines to train on, one after the other
 * @returns the engines that trained
 */
export async function wholeSession(
  page: Page,
  folder: string,
  engines: readonly ('native' | 'wasm')[],
): Promise<(string | null)[]> {
  const pictures = join(folder, 'pictures')
  writePictures(pictures, 64)
  await tell(page, 'projects.create', { path: join(folder, 'watched.fewlabel') })
  await tell(page, 'imports.start', { source: pictures, format: 'folder', foldersAreClasses: true })
  await untilState(page, 'imports.state', 'done')
  const trained: (string | null)[] = []
  for (const [i, backend] of engines.entries()) {
    await goTo(page, 'Training')
    trained.push(await train(page, backend, i + 1))
  }

  await goTo(page, 'Data')
  await goTo(page, 'Labeling')
  await tell(page, 'classes.add', { name: 'above' })
  const [first] = await ask<{ id: number }[]>(page, 'classes.list')
  await page
    .getByRole('option', { name: /Cluster/ })
    .first()
    .click()
  await page.keyboard.press('q')
  await expect(page.locator('section[aria-label="Sample to label"] img').first()).toBeVisible()
  await tell(page, 'labeling.label', { samples: [1, 3, 5], classId: first.id })
  await tell(page, 'map.open')
  await untilState(page, 'map.state', 'ready')
  await page.keyboard.press('m')
  await goTo(page, 'Quality')
  await ask(page, 'quality.report')
  await tell(page, 'exports.start', { format: 'csv', out: join(folder, 'out.csv') })
  await untilState(page, 'exports.state', 'done')
  return trained
}
