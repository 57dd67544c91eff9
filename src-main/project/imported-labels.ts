import { type GivenLabel, unknownAnnotator } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import { nameKey } from './class-rows.ts'
import type { BatchStep } from './label-batches.ts'

/** More classes than any import of labels brings along: what differs for every sample is no class. */
const mostClasses = 1000

interface Group {
  className: string
  annotator: string
  at: string | null
  samples: number[]
}

/** Labels that come in with the samples of an import, gathered until they are written as one batch at its end. */
export class ImportedLabels {
  /** By what samples share; those of a sample's first label before those of its second, and so on. */
  readonly #layers: Map<string, Group>[] = []
  readonly #names = new Map<string, string>()
  readonly #annotators = new Set<string>()
  #count = 0

  get count(): number {
    return this.#count
  }

  /** Names of the classes, each once, in the order met. */
  get classNames(): string[] {
    return [...this.#names.values()]
  }

  get annotators(): string[] {
    return [...this.#annotators].sort()
  }

  /** @param labels what was said of the sample, oldest first */
  add(sample: number, labels: readonly GivenLabel[]): void {
    labels.forEach((label, layer) => {
      const className = label.name.normalize('NFC').trim()
      if (className === '') return
      this.#requireFew(className)
      const annotator = label.annotator.trim() || unknownAnnotator
      const at = instant(label.at)
      this.#annotators.add(annotator)
      this.#count++
      this.#layers[layer] ??= new Map()
      const key = JSON.stringify([nameKey(className), annotator, at])
      const group = this.#layers[layer].get(key)
      if (group) group.samples.push(sample)
      else this.#layers[layer].set(key, { className, annotator, at, samples: [sample] })
    })
  }

  /**
   * The steps that say the same: one per person, class and time, so that many labels are few steps.
   *
   * @param classIdOf by {@link nameKey}
   * @param now the time of labels of which the source says none
   */
  steps(classIdOf: ReadonlyMap<string, number>, now: string): BatchStep[] {
    return this.#layers.flatMap((layer) =>
      Array.from(layer.values(), ({ className, annotator, at, samples }) => ({
        kind: 'label' as const,
        classId: classIdOf.get(nameKey(className)) as number,
        annotator,
        at: at ?? now,
        samples,
      })),
    )
  }

  #requireFew(className: string): void {
    const key = nameKey(className)
    if (this.#names.has(key)) return
    this.#names.set(key, className)
    if (this.#names.size <= mostClasses) return
    throw new FewlabelError('source-unsupported', 'The source has too many different labels.', {
      expected: `at most ${mostClasses.toLocaleString('en')} classes`,
      remedy: 'Check that the labels are names of classes, not something that differs for every sample.',
    })
  }
}

/** As the log has it, ISO 8601 in UTC; null where it is no time. */
function instant(at: string | null): string | null {
  const time = at === null ? Number.NaN : Date.parse(at)
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}
