/**
 * How well the model sorts: trains it on a labeled set without the labels, then prints purity and the accuracy of
 * soft and hard decoding by number of random labels, with the speed.
 *
 *   node bench/model-quality.ts --data FOLDER|FILE.csv [--engine auto|native|wasm] [--limit N] [--seed N]
 *     [--warmup EPOCHS] [--elbo EPOCHS] [--batch N] [--clusters K] [--latent D] [--rate R]
 *     [--jitter FACTOR] [--dump PREFIX]
 *
 * FOLDER holds `*images*idx3*.gz` and `*labels*idx1*.gz` (of several, those beginning with "train"); a CSV file has the
 * class in its first column and numbers in the others. --jitter scales the default ranges; --dump writes latent means,
 * posteriors and classes as raw arrays.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import {
  type Checkpoint,
  type PosteriorChunk,
  posteriorWidth,
  type TrainingConfig,
} from '../src-main/contract/training.ts'
import { defaultTrainingConfig } from '../src-main/contract/training-defaults.ts'
import { loadBackend } from '../src-main/engine/backend.ts'
import { type TrainingData, train } from '../src-main/engine/training-loop.ts'
import { Random, shuffled } from '../src-main/model/random.ts'

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    engine: { type: 'string', default: 'auto' },
    limit: { type: 'string' },
    seed: { type: 'string', default: '1' },
    warmup: { type: 'string' },
    elbo: { type: 'string' },
    batch: { type: 'string' },
    clusters: { type: 'string' },
    latent: { type: 'string' },
    rate: { type: 'string' },
    jitter: { type: 'string', default: '1' },
    dump: { type: 'string' },
  },
})

interface LabeledData {
  data: TrainingData
  classes: Uint8Array
  classCount: number
}

function readIdx(folder: string, kind: string, limit: number): { dimensions: number[]; bytes: Uint8Array } {
  const names = readdirSync(folder).filter((name) => name.includes(kind) && name.endsWith('.gz'))
  const name =
    names.find((candidate) => candidate.startsWith('train')) ??
    names.find((n) => n.startsWith(kind.slice(0, 6)))
  if (!name) throw new Error(`There is no *${kind}*.gz in ${folder}.`)
  const file = gunzipSync(readFileSync(join(folder, name)))
  const rank = file[3]
  const dimensions = Array.from({ length: rank }, (_, i) => file.readUInt32BE(4 + 4 * i))
  const itemLength = dimensions.slice(1).reduce((product, side) => product * side, 1)
  dimensions[0] = Math.min(dimensions[0], limit)
  const start = 4 + 4 * rank
  return { dimensions, bytes: file.subarray(start, start + dimensions[0] * itemLength) }
}

function readImages(folder: string, limit: number): LabeledData {
  const images = readIdx(folder, 'images-idx3', limit)
  const classes = readIdx(folder, 'labels-idx1', limit).bytes
  const [count, side] = images.dimensions
  const lowest = classes.reduce((low, value) => Math.min(low, value), 255)
  const fromZero = classes.map((value) => value - lowest)
  return {
    data: { shape: { kind: 'image', side, channels: 1 }, count, inputs: images.bytes },
    classes: fromZero,
    classCount: fromZero.reduce((most, value) => Math.max(most, value), 0) + 1,
  }
}

function readTable(path: string, limit: number): LabeledData {
  const rows = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .slice(0, limit)
    .map((line) => line.split(','))
  const names = [...new Set(rows.map(([name]) => name))].sort()
  const length = rows[0].length - 1
  return {
    data: {
      shape: { kind: 'vector', length, columns: Array.from({ length }, (_, i) => `${i + 1}`) },
      count: rows.length,
      inputs: Float32Array.from(rows.flatMap((row) => row.slice(1).map(Number))),
    },
    classes: Uint8Array.from(rows, ([name]) => names.indexOf(name)),
    classCount: names.length,
  }
}

/** Dense q(c | x) [n · K]. */
function densePosteriors(chunks: PosteriorChunk[], count: number, clusters: number): Float32Array {
  const q = new Float32Array(count * clusters)
  for (const { first, components, weights } of chunks) {
    for (let i = 0; i < weights.length; i++) {
      q[(first + Math.floor(i / posteriorWidth)) * clusters + components[i]] += weights[i]
    }
  }
  return q
}

function argmax(values: ArrayLike<number>, from: number, length: number): number {
  let best = 0
  for (let i = 1; i < length; i++) if (values[from + i] > values[from + best]) best = i
  return best
}

function purity(top: Uint16Array, classes: Uint8Array, clusters: number, classCount: number): number {
  const counts = new Float64Array(clusters * classCount)
  for (let i = 0; i < top.length; i++) counts[top[i] * classCount + classes[i]]++
  let sum = 0
  for (let c = 0; c < clusters; c++) {
    sum += counts[c * classCount + argmax(counts, c * classCount, classCount)]
  }
  return sum / top.length
}

/** Accuracy of soft and hard decoding (the published baselines) on the rest, with the first n of an order labeled. */
function decode(
  q: Float32Array,
  top: Uint16Array,
  labeled: LabeledData,
  clusters: number,
  order: Uint32Array,
  n: number,
) {
  const { classes, classCount } = labeled
  const perClass = new Float64Array(classCount)
  const soft = new Float64Array(classCount * clusters)
  const hard = new Float64Array(clusters * classCount)
  for (const i of order.subarray(0, n)) {
    perClass[classes[i]]++
    hard[top[i] * classCount + classes[i]]++
    for (let c = 0; c < clusters; c++) soft[classes[i] * clusters + c] += q[i * clusters + c]
  }
  let softRight = 0
  let hardRight = 0
  for (const i of order.subarray(n)) {
    const scores = Float64Array.from({ length: classCount }, (_, l) => {
      let score = 0
      for (let c = 0; c < clusters; c++) score += q[i * clusters + c] * soft[l * clusters + c]
      return perClass[l] > 0 ? score / perClass[l] : 0
    })
    if (argmax(scores, 0, classCount) === classes[i]) softRight++
    if (argmax(hard, top[i] * classCount, classCount) === classes[i]) hardRight++
  }
  return { soft: softRight / (order.length - n), hard: hardRight / (order.length - n) }
}

function printAccuracies(q: Float32Array, labeled: LabeledData, clusters: number): void {
  const { count } = labeled.data
  const top = Uint16Array.from({ length: count }, (_, i) => argmax(q, i * clusters, clusters))
  console.log(
    `purity ${purity(top, labeled.classes, clusters, labeled.classCount).toFixed(4)}, used ${new Set(top).size}`,
  )
  const draws = 20
  for (const n of [10, 30, 60, 100, 300, 600]) {
    const found = Array.from({ length: draws }, (_, draw) =>
      decode(q, top, labeled, clusters, shuffled(new Random(1000 + draw), count), n),
    )
    const mean = (pick: (one: { soft: number; hard: number }) => number) =>
      ((100 * found.reduce((sum, one) => sum + pick(one), 0)) / draws).toFixed(1)
    console.log(`${n} labels: soft ${mean((one) => one.soft)} %, hard ${mean((one) => one.hard)} %`)
  }
}

async function main(): Promise<void> {
  if (!options.data) throw new Error('Say where the data are: --data FOLDER or --data FILE.csv')
  const limit = Number(options.limit ?? 1e9)
  const isTable = /\.(csv|data)$/.test(options.data)
  const labeled = isTable ? readTable(options.data, limit) : readImages(options.data, limit)
  const { data } = labeled
  const { reason } = await loadBackend(options.engine as 'auto')
  const number = (text: string | undefined) => (text === undefined ? undefined : Number(text))
  const wanted: Partial<TrainingConfig> = {
    seed: number(options.seed),
    warmupEpochs: number(options.warmup),
    elboEpochs: number(options.elbo),
    batchSize: number(options.batch),
    clusters: number(options.clusters),
    latentDimensions: number(options.latent),
    learningRate: number(options.rate),
  }
  const overrides = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
  const config = defaultTrainingConfig(data.shape, data.count, overrides)
  const times = Number(options.jitter)
  if (times !== 1)
    for (const key of ['rotation', 'scale', 'shear', 'shift'] as const) config.jitter[key] *= times
  console.log(`${data.count} samples, engine ${reason}\n${JSON.stringify(config)}`)
  const chunks: PosteriorChunk[] = []
  let checkpoint: Checkpoint | undefined
  let lastReport = 0
  const start = performance.now()
  for await (const event of train(data, { runId: 1, config })) {
    const seconds = (performance.now() - start) / 1000
    if (event.type === 'epoch') {
      const { epoch, phase, loss, reconstruction, kl, liveComponents } = event.record
      console.log(
        `${seconds.toFixed(0)} s ${phase} ${epoch} loss ${loss.toFixed(2)} rec ${reconstruction.toFixed(2)} kl ${kl?.toFixed(2)} live ${liveComponents}`,
      )
    } else if (
      event.type === 'progress' &&
      (seconds - lastReport > 5 || event.progress.phase === 'mixture')
    ) {
      lastReport = seconds
      const { phase, samplesPerSecond, secondsLeft } = event.progress
      console.log(
        `${seconds.toFixed(0)} s ${phase} ${samplesPerSecond.toFixed(0)}/s, ${secondsLeft?.toFixed(0)} s left`,
      )
    } else if (event.type === 'notice') console.log(event.message)
    else if (event.type === 'posteriors') chunks.push(event.chunk)
    else if (event.type === 'checkpoint') {
      checkpoint = event.checkpoint
      console.log(`${seconds.toFixed(0)} s checkpoint ${event.checkpoint.phase} ${event.checkpoint.epoch}`)
    }
  }
  const seconds = (performance.now() - start) / 1000
  const clusters = checkpoint?.config.clusters ?? config.clusters
  console.log(
    `trained in ${seconds.toFixed(0)} s, memory ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MB`,
  )
  const q = densePosteriors(chunks, data.count, clusters)
  if (options.dump) {
    writeFileSync(
      `${options.dump}.means.f32`,
      Buffer.concat(chunks.map(({ means }) => Buffer.from(means.buffer))),
    )
    writeFileSync(`${options.dump}.q.f32`, Buffer.from(q.buffer))
    writeFileSync(`${options.dump}.classes.u8`, labeled.classes)
  }
  printAccuracies(q, labeled, clusters)
}

await main()
