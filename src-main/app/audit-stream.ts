import { randomInt } from 'node:crypto'
import { z } from 'zod'
import type { Project } from '../project/project.ts'
import { DrawnOrder } from './drawn-order.ts'

/** Questions of which it matters later that they were asked. */
export type ServedKind = 'audit' | 'chosen'

/**
 * Samples drawn at random, all evenly, among those nobody has labeled, passed over or excluded: only from their labels may
 * accuracy be estimated. They come in one random order of all samples, which follows from a seed kept in the project;
 * what is next follows from the order and the labels, so there is nothing else to keep. Another number of samples has
 * an order of its own: the next draw is then an even one among all there are, whatever was drawn before.
 */
export class AuditStream {
  readonly #project: Project
  readonly #seed: number
  readonly #served = new Map<number, ServedKind>()
  #order = new DrawnOrder(0, 0)
  /** Everything before it in the order has been labeled, passed over or excluded. */
  #cursor = 0

  constructor(project: Project) {
    this.#project = project
    this.#seed = keptSeed(project.settings, 'auditSeed')
  }

  /**
   * The next `count` ordinals of the order that are open and not in `exclude`; fewer when no more are left.
   *
   * @param among 0 where a sample is not to be drawn, by ordinal; absent: all may be
   */
  next(count: number, exclude: ReadonlySet<number> = new Set(), among?: ArrayLike<number>): number[] {
    const { labels, skipped, excluded } = this.#project.labels.current()
    const isOpen = (ordinal: number) =>
      labels[ordinal] === 0 && skipped[ordinal] === 0 && excluded[ordinal] === 0
    if (this.#order.count !== labels.length) {
      this.#order = new DrawnOrder(labels.length, this.#seed + labels.length)
      this.#cursor = 0
    }
    const order = this.#order
    while (this.#cursor < order.count && !isOpen(order.at(this.#cursor))) this.#cursor++
    const picked: number[] = []
    for (let place = this.#cursor; place < order.count && picked.length < count; place++) {
      const ordinal = order.at(place)
      if (isOpen(ordinal) && !exclude.has(ordinal) && among?.[ordinal] !== 0) picked.push(ordinal)
    }
    return picked
  }

  /** Labels, skips or exclusions were taken back: what lies behind may be open again. */
  rewind(): void {
    this.#cursor = 0
  }

  /** A window was handed this sample as a question; the last word counts. */
  served(sampleId: number, kind: ServedKind = 'audit'): void {
    this.#served.set(sampleId, kind)
  }

  /** As what the sample was asked, if it was. */
  kindOf(sampleId: number): ServedKind | undefined {
    return this.#served.get(sampleId)
  }
}

/** A seed that the project keeps, made when it is first needed. */
export function keptSeed(settings: Project['settings'], key: string): number {
  const kept = settings.get(key, z.int())
  if (kept !== undefined) return kept
  const seed = randomInt(2 ** 31)
  settings.set(key, seed)
  return seed
}
