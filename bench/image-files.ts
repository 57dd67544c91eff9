import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Workbench } from '../src-main/app/workbench.ts'
import { encodePng } from '../src-main/dataset/png.ts'
import { drawnLetters } from '../src-main/dataset/sample-set.ts'
import type { Measure } from './report.ts'

const count = 3000
/** Drawn letters have 28 pixels a side; the files have so many times more. */
const enlarged = 8

/** The import of a folder of images: how fast, and how long the host is kept from anything else meanwhile. */
export async function measureImageFiles(workbench: Workbench, folder: string): Promise<Measure[]> {
  const source = join(folder, 'images')
  await writePngs(source)
  await workbench.createProject(join(folder, 'images.fewlabel'))
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const report = await workbench.project().imports.run({
    source,
    transpose: false,
    foldersAreClasses: false,
    givenLabels: 'truth',
    recipe: { colour: 'grayscale', side: 28, fit: 'pad' },
  })
  delay.disable()
  const what = `import of ${report.imported + report.duplicates} image files`
  const note = `PNG, ${28 * enlarged}×${28 * enlarged}`
  return [
    { what, value: count / report.seconds, unit: 'images/s', note },
    { what: 'host kept waiting meanwhile, 99 %', value: delay.percentile(99) / 1e6, unit: 'ms', note },
  ]
}

async function writePngs(folder: string): Promise<void> {
  mkdirSync(folder)
  const side = 28 * enlarged
  const pixels = new Uint8Array(side * side)
  for await (const { samples } of drawnLetters({ count, seed: 2 }).batches()) {
    for (const { input, externalId } of samples) {
      for (let at = 0; at < pixels.length; at++) {
        const y = Math.floor(at / side / enlarged)
        const x = Math.floor((at % side) / enlarged)
        pixels[at] = input[y * 28 + x]
      }
      writeFileSync(join(folder, `${externalId}.png`), encodePng(pixels, side, side, 1))
    }
  }
}
