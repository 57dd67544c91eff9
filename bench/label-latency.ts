import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inChild } from './fork-child.ts'
import type { GeneratedProject, GenerateTask } from './latency/generate-child.ts'
import type { HostMeasures, HostTask } from './latency/host-child.ts'
import { type BenchOptions, chosen } from './options.ts'
import type { ResultStore } from './record/result-store.ts'
import { type Measure, printTable } from './report.ts'

export const latencySizes = ['60k', '150k', '1M'] as const
export type LatencySize = (typeof latencySizes)[number]

const plans: Record<LatencySize, { count: number; milliseconds: number }> = {
  '60k': { count: 60_000, milliseconds: 30 },
  '150k': { count: 150_000, milliseconds: 60 },
  '1M': { count: 1_000_000, milliseconds: 250 },
}
/** What a host may hold for a million samples, MB. */
const memoryLimit = 400

const warmUp = 60
const labels = 200

/** What a label costs the host with so many samples. */
export interface LatencyMeasures extends HostMeasures, Omit<GeneratedProject, 'files'> {
  samples: number
  anchors: number
  /** What is promised for the 95th percentile of the clock, ms. */
  promised: number
}

/** Label → all probabilities, counts, cluster board and the next eight questions, on generated data of growing size. */
export async function measureLatency(options: BenchOptions, store: ResultStore | null): Promise<void> {
  for (const size of chosen(options.only, latencySizes)) {
    const { count, milliseconds } = plans[size]
    const folder = mkdtempSync(join(tmpdir(), 'fewlabel-latency-'))
    try {
      console.error(`Generating ${size} samples…`)
      const { files, ...graph } = await inChild<GeneratedProject>('./latency/generate-child.ts', {
        folder,
        count: Math.min(count, options.limit ?? count),
      } satisfies GenerateTask)
      console.error(`Labeling ${labels} of them…`)
      const host = await inChild<HostMeasures>('./latency/host-child.ts', {
        files,
        warmUp,
        labels,
      } satisfies HostTask)
      const latency = {
        samples: files.count,
        anchors: files.graph.nodes,
        promised: milliseconds,
        ...graph,
        ...host,
      }
      printTable(measuresOf(size, latency))
      store?.keep('latency', { latency })
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

function measuresOf(size: LatencySize, latency: LatencyMeasures): Measure[] {
  const { clock, processor, parts, plain, decodeAndBoard, differing, memory, samples } = latency
  const what = `label followed, ${size}, ${latency.classes} classes`
  const ratio = `${(plain / decodeAndBoard).toFixed(1)} times as long; ${differing} of ${samples} classes differ`
  const target = { atMost: latency.promised }
  const ms = 'ms'
  return [
    { what: `${what}, 95th percentile`, value: clock.p95, unit: ms, target },
    { what: `${what}, median`, value: clock.median, unit: ms },
    { what: `${what}, processor, 95th percentile`, value: processor.p95, unit: ms },
    ...Object.entries(parts).map(([part, value]) => ({ what: `  ${part}`, value, unit: ms })),
    { what: 'probabilities and board anew, plain', value: plain, unit: ms, note: ratio },
    { what: `anchor graph, ${latency.anchors} anchors`, value: latency.graphMilliseconds, unit: ms },
    { what: 'nearest anchors alone, plain', value: latency.plainMilliseconds, unit: ms },
    ...memory.map(({ what, megabytes }, i) => ({
      what: `memory: ${what}`,
      value: megabytes,
      unit: 'MB',
      ...(size === '1M' && i === memory.length - 1 ? { target: { atMost: memoryLimit } } : {}),
    })),
    { what: 'memory at its peak', value: latency.peakMegabytes, unit: 'MB' },
  ]
}
