import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { EngineBackend } from '../src-main/contract/training.ts'
import { measureWindow } from './board-on-screen.ts'
import { answerTask } from './fork-child.ts'
import { sixtyThousandImages } from './idx-file.ts'
import { measureImageFiles } from './image-files.ts'
import { type Measure, percentile } from './report.ts'
import { type BenchWorkbench, openBenchWorkbench, peakMemoryMegabytes } from './workbench.ts'

/*
 * The child of `npm run bench -- import native wasm labels window`: the product as a whole, on 60,000 images. Where the
 * data root holds `mnist/*.gz` the images are MNIST, else drawn letters.
 */

export interface ProductTask {
  /** Any of import, native, wasm, labels, window. */
  parts: string[]
  /** Folder that may hold `mnist/*.gz`. */
  dataRoot: string | null
}

answerTask(async ({ parts, dataRoot }: ProductTask): Promise<Measure[]> => {
  const wanted = (part: string) => parts.includes(part)
  const bench = openBenchWorkbench()
  const { workbench } = bench
  const measures: Measure[] = []
  const projectPath = join(bench.folder, 'bench.fewlabel')

  try {
    if (wanted('import')) {
      say('Importing a folder of images…')
      measures.push(...(await measureImageFiles(workbench, bench.folder)))
    }
    const source = await sixtyThousandImages(bench.folder, dataRoot)
    say(`Importing 60,000 images (${source.what})…`)
    await workbench.createProject(projectPath)
    const report = await workbench.project().imports.run({
      source: source.images,
      labels: source.labels,
      transpose: false,
      foldersAreClasses: false,
      givenLabels: 'truth',
      recipe: { colour: 'grayscale', side: 28, fit: 'pad' },
    })
    if (wanted('import')) {
      const what = `import of ${report.imported + report.duplicates} IDX images`
      measures.push({ what, value: report.seconds, unit: 's', target: { atMost: 15 }, note: source.what })
    }

    if (wanted('wasm')) measures.push(...(await measureTraining(bench, 'wasm', 2000)))
    // Native last: what follows works with its posteriors.
    if (wanted('native') || wanted('labels') || wanted('window')) {
      measures.push(...(await measureTraining(bench, 'native', 5000)))
    }
    if (wanted('labels')) measures.push(...(await measureLabels(bench)))
    if (wanted('window')) {
      say('Opening the project in Chromium…')
      measures.push(await measureWindow(bench, projectPath))
    }
    const host = peakMemoryMegabytes(process.pid)
    // Of a run that did less it would say little.
    if (host && wanted('labels'))
      measures.push({ what: 'host memory, peak', value: host, unit: 'MB', target: { atMost: 600 } })
  } finally {
    await bench.close()
  }
  return measures
})

function say(line: string): void {
  console.error(line)
}

/** One warm-up and one ELBO epoch with the default net; the rate is that of the ELBO phase. */
async function measureTraining(
  { workbench }: BenchWorkbench,
  backend: EngineBackend,
  atLeast: number,
): Promise<Measure[]> {
  const status = await workbench.restartEngine(backend).catch((error: Error) => {
    say(`No ${backend} engine here: ${error.message}`)
    return null
  })
  if (!status) return []
  say(`Training two epochs, ${backend}: ${status.reason}`)
  const { training } = workbench.project()
  const rates: number[] = []
  let peak = 0
  await training.run(training.defaults({ warmupEpochs: 1, elboEpochs: 1 }), {
    onProgress: ({ phase, samplesPerSecond }) => {
      // The process ends with its job.
      peak = peakMemoryMegabytes(workbench.engineStatus().pid ?? 0) || peak
      if (phase === 'elbo' && samplesPerSecond > 0) rates.push(samplesPerSecond)
    },
  })
  const note = 'median over the ELBO epoch, 28×28, K = 100'
  const measures: Measure[] = [
    {
      what: `training, ${backend}`,
      value: percentile(rates, 0.5),
      unit: 'images/s',
      target: { atLeast },
      note,
    },
  ]
  if (peak)
    measures.push({
      what: `engine memory, ${backend}, peak`,
      value: peak,
      unit: 'MB',
      target: { atMost: 1536 },
    })
  return measures
}

/** Labels through the window's protocol, at rest and while training has the processors. */
async function measureLabels({ rpc, workbench }: BenchWorkbench): Promise<Measure[]> {
  const classes: number[] = []
  for (let i = 0; i < 10; i++) classes.push((await rpc.classes.add.mutate({ name: `class ${i}` })).id)
  const samples = workbench.project().store.samples.count()
  let next = 1
  const labelMany = async (count: number): Promise<number[]> => {
    const milliseconds: number[] = []
    for (let i = 0; i < count; i++) {
      // A person's pace, sped up; the pauses let checkpoints and progress events in between.
      await pause(40)
      const started = performance.now()
      await rpc.labeling.label.mutate({ samples: [next], classId: classes[next % classes.length] })
      milliseconds.push(performance.now() - started)
      next += Math.floor(samples / 1000)
    }
    return milliseconds
  }
  await labelMany(20)
  say('Labeling at rest…')
  const atRest = await labelMany(200)
  say('Labeling while training runs…')
  const { training } = workbench.project()
  training.start(training.defaults({ warmupEpochs: 20, elboEpochs: 20 }))
  while (training.state().state !== 'running' || !training.state().progress) await pause(100)
  const whileTraining = await labelMany(400)
  if (training.state().state !== 'running') throw new Error('training ended before the labels were given')
  training.cancel()
  while (training.busy) await pause(100)
  const what = (when: string) => `label committed and all re-decoded, ${when}, 95th percentile`
  return [
    { what: what('at rest'), value: percentile(atRest, 0.95), unit: 'ms' },
    {
      what: what('while training'),
      value: percentile(whileTraining, 0.95),
      unit: 'ms',
      target: { atMost: 50 },
      note: `median ${percentile(whileTraining, 0.5).toFixed(1)} ms`,
    },
  ]
}
