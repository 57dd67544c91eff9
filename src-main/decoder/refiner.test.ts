import { describe, expect, it } from 'vitest'
import { buildAnchorGraph } from './anchor-graph.ts'
import { generateMixture } from './generated-mixture.ts'
import { nearestNeighbours } from './nearest-neighbours.ts'
import { buildNeighbourGraph } from './neighbour-graph.ts'
import { Refiner } from './refiner.ts'

const count = 300
const { means } = generateMixture({ count, components: 4, classes: 2, dimensions: 3, seed: 8 })
const anchors = buildAnchorGraph(means, count, 3, { anchors: 20 })
const graph = buildNeighbourGraph(nearestNeighbours(means, count, 3, anchors, 6))

function labelsOf(...classes: number[][]): Int16Array {
  const labels = new Int16Array(count).fill(-1)
  classes.forEach((samples, l) => {
    for (const sample of samples) labels[sample] = l
  })
  return labels
}

describe('Refiner', () => {
  it('solves only the classes whose labels changed', () => {
    const refiner = new Refiner(graph)
    const first = refiner.refine({ classCount: 3, labels: labelsOf([1, 2], [3], []) })
    expect(first.columns.map((column) => column !== null)).toEqual([true, true, false])
    const second = refiner.refine({ classCount: 3, labels: labelsOf([1, 2], [3, 4], []) })
    expect(second.columns[0]).toBe(first.columns[0])
    expect(second.columns[1]).not.toBe(first.columns[1])
    // What was handed out stays as it was.
    expect(first.columns[1]).not.toEqual(second.columns[1])
  })

  it('follows labels that go away, change their class or their weight', () => {
    const refiner = new Refiner(graph)
    const first = refiner.refine({ classCount: 2, labels: labelsOf([1, 2], [3]) })
    const moved = refiner.refine({ classCount: 2, labels: labelsOf([1], [2, 3]) })
    expect(moved.columns[0]).not.toEqual(first.columns[0])
    const back = refiner.refine({ classCount: 2, labels: labelsOf([1, 2], [3]) })
    expect(back.columns).toEqual(first.columns)
    const weights = new Float32Array(count).fill(1)
    weights[3] = 0.5
    const lighter = refiner.refine({ classCount: 2, labels: labelsOf([1, 2], [3]), weights })
    expect(lighter.columns[0]).toBe(back.columns[0])
    const [full, half] = [back.columns[1], lighter.columns[1]] as Float32Array[]
    expect(half[50]).toBeCloseTo(full[50] / 2, 2)
    expect(refiner.refine({ classCount: 1, labels: labelsOf([1, 2]) }).columns).toHaveLength(1)
    expect(refiner.refine({ classCount: 2, labels: labelsOf([], [1]) }).columns[0]).toBeNull()
  })

  it('says the same whatever came before', () => {
    const refiner = new Refiner(graph)
    for (let labeled = 1; labeled <= 30; labeled += 1) {
      refiner.refine({ classCount: 1, labels: labelsOf([...Array(labeled).keys()]) })
    }
    const request = { classCount: 1, labels: labelsOf([...Array(20).keys()]) }
    expect(refiner.refine(request).columns).toEqual(new Refiner(graph).refine(request).columns)
  })

  it('knows what drawn samples say to themselves, some at a time', () => {
    const refiner = new Refiner(graph)
    const labels = labelsOf([...Array(80).keys()])
    const drawn = new Uint8Array(count).fill(1, 0, 80)
    const first = refiner.refine({ classCount: 1, labels, drawn })
    const second = refiner.refine({ classCount: 1, labels, drawn })
    expect(first.own.size).toBeLessThan(80)
    expect([...second.own.keys()]).toEqual([...Array(80).keys()])
    const alone = refiner.refine({ classCount: 1, labels: labelsOf([7]), drawn }).columns[0] as Float32Array
    expect((second.own.get(7) as number) / alone[7]).toBeCloseTo(1, 2)
  })

  it('hands out shared memory, so that no thread needs a copy', () => {
    const { columns } = new Refiner(graph).refine({ classCount: 1, labels: labelsOf([1]) })
    expect(columns[0]?.buffer).toBeInstanceOf(SharedArrayBuffer)
  })
})
