import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { classifySource } from '../src-main/app/classify-source.ts'
import type { OpenProject } from '../src-main/app/open-project.ts'
import { importRequestSchema } from '../src-main/contract/data.ts'
import { permutation } from '../src-main/decoder/random.ts'
import { startNodeProgram } from '../src-main/process/start-node-program.ts'
import { answerTask } from './fork-child.ts'
import { type IdxFiles, writeLetters } from './idx-file.ts'
import type { Measure } from './report.ts'
import { openBenchWorkbench } from './workbench.ts'

/*
 * The child of `npm run bench -- predict`: a project is trained, labeled at random and its model saved as ONNX; then
 * `fewlabel predict`'s way judges samples that the project has never seen. Digits of MNIST and its test set where the
 * data root holds them, else drawn letters and as many that are drawn by other hands.
 */

export interface SavedModelTask {
  dataRoot: string | null
  labels: number
}

answerTask(async ({ dataRoot, labels }: SavedModelTask): Promise<Measure[]> => {
  const bench = openBenchWorkbench()
  const { workbench, folder } = bench
  try {
    const { known, fresh } = await sources(folder, dataRoot)
    await workbench.createProject(join(folder, 'known.fewlabel'))
    const project = workbench.project()
    await project.imports.run(importRequestSchema.parse({ source: known.images, labels: known.labels }))
    console.error(`Training on ${known.what}…`)
    await project.training.run(project.training.defaults())
    labelAtRandom(project, labels)
    const model = join(folder, 'model.onnx')
    await project.saveModel({ out: model, overwrite: false })
    const inside = project.labeling.summary().accuracyAgainstTruth ?? Number.NaN

    const out = join(folder, 'judged.csv')
    const { recipe: _, ...source } = importRequestSchema.parse({ source: fresh.images })
    const { rows, seconds } = await classifySource(
      {
        model,
        source,
        out,
        format: 'csv',
        overwrite: false,
      },
      { startProgram: startNodeProgram, version: 'bench' },
    )
    const note = `${known.what}, ${labels} random labels`
    return [
      { what: 'accuracy on the unlabeled samples of the project', value: 100 * inside, unit: '%', note },
      {
        what: `accuracy of its saved model on ${rows} samples it has never seen`,
        value: 100 * accuracyOf(out, fresh.labels),
        unit: '%',
        note: `${note}; judged: ${fresh.what}`,
      },
      { what: 'predict, from images to CSV', value: rows / seconds, unit: 'images/s', note: fresh.what },
    ]
  } finally {
    await bench.close()
  }
})

async function sources(
  folder: string,
  dataRoot: string | null,
): Promise<{ known: IdxFiles; fresh: IdxFiles }> {
  const mnist = (part: string, what: string): IdxFiles => ({
    images: join(dataRoot ?? '', 'mnist', `${part}-images-idx3-ubyte.gz`),
    labels: join(dataRoot ?? '', 'mnist', `${part}-labels-idx1-ubyte.gz`),
    what,
  })
  const [known, fresh] = [mnist('train', 'MNIST'), mnist('t10k', 'MNIST’s test set')]
  if (dataRoot && existsSync(known.images) && existsSync(fresh.images)) return { known, fresh }
  const letters = async (name: string, seed: number, what: string) => ({
    ...(await writeLetters(folder, 5000, { seed, name })),
    what,
  })
  return {
    known: await letters('known', 1, 'drawn letters'),
    fresh: await letters('fresh', 2, 'letters by other hands'),
  }
}

/** As people who know the truth would, on samples drawn at random. */
function labelAtRandom(project: OpenProject, count: number): void {
  const truth = project.store.samples.truth()
  const names = project.store.samples.truthNames()
  for (const ordinal of permutation(truth.length, 1).subarray(0, count)) {
    const name = names[truth[ordinal]]
    const known = project.store.classes.find(name) ?? project.labeling.classes.add({ name })
    project.labeling.label([ordinal + 1], known.id)
  }
}

/** Share of the rows whose label is what the idx1 file beside the images says. */
function accuracyOf(csv: string, labels: string): number {
  const rows: Record<string, string>[] = parse(readFileSync(csv, 'utf8'), { columns: true })
  const bytes = readFileSync(labels)
  // After eight bytes of header, one per image.
  const truth = (labels.endsWith('.gz') ? gunzipSync(bytes) : bytes).subarray(8)
  return rows.filter(({ label }, i) => label === String(truth[i])).length / rows.length
}
