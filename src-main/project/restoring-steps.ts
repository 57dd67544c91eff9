import { givesClass, type LabelAction } from './label-action.ts'
import type { BatchStep } from './label-batches.ts'
import type { LabelState } from './label-state.ts'
import { tracks } from './label-tape.ts'

/** What people said of a sample since its label was last cleared, and what else holds of it. */
interface Standing {
  words: LabelAction[]
  skip: LabelAction | null
  flag: LabelAction | null
  exclusion: LabelAction | null
}

/** Steps in the order in which they have to be taken. */
const phases = { clear: 0, words: 1, skip: 1e6, flag: 2e6, exclude: 3e6 } as const

/**
 * The steps that make everything people said of the samples of then hold again: labels with all opinions, how they were
 * asked, skips, flags and exclusions. What is as it was is not touched, and neither is what came later.
 *
 * @param classOf the class that counts now for one that was given then
 * @param by who restores, and when: clears and the like are that person's, everything else keeps its author and time
 */
export function restoringSteps(
  then: LabelState,
  now: LabelState,
  classOf: (classId: number) => number,
  by: { annotator: string; at: string },
): BatchStep[] {
  const gathered = new GatheredSteps()
  const count = then.current.labels.length
  for (let ordinal = 0; ordinal < count; ordinal++) {
    restoreSample(gathered, ordinal + 1, {
      was: standingOf(then, ordinal),
      is: standingOf(now, ordinal),
      classOf,
      by,
    })
  }
  return gathered.inOrder()
}

function restoreSample(
  gathered: GatheredSteps,
  sample: number,
  {
    was,
    is,
    classOf,
    by,
  }: {
    was: Standing
    is: Standing
    classOf: (classId: number) => number
    by: { annotator: string; at: string }
  },
): void {
  const isKept = is.words.every((word, i) => i < was.words.length && isSameWord(word, was.words[i], classOf))
  const missing = isKept ? was.words.slice(is.words.length) : was.words
  const isUnskipped = is.skip !== null && was.skip === null && missing.length === 0
  const isCleared = !isKept || isUnskipped
  if (isCleared) gathered.add(phases.clear, sample, { kind: 'clear', ...by })
  missing.forEach((word, layer) => {
    const classId = classOf(word.classId as number)
    gathered.add(phases.words + layer, sample, { ...saidAs(word), classId })
  })
  if (was.skip && (is.skip === null || isCleared)) gathered.add(phases.skip, sample, saidAs(was.skip))
  if (was.flag && reasonOf(was.flag) !== reasonOf(is.flag))
    gathered.add(phases.flag, sample, saidAs(was.flag))
  if (!was.flag && is.flag) gathered.add(phases.flag, sample, { kind: 'unflag', ...by })
  // Who gives a sample a class takes it back in.
  const isOut = is.exclusion !== null && missing.length === 0
  if (was.exclusion && !isOut) gathered.add(phases.exclude, sample, saidAs(was.exclusion))
  if (!was.exclusion && isOut) gathered.add(phases.exclude, sample, { kind: 'include', ...by })
}

type Said = Omit<BatchStep, 'samples' | 'said' | 'origin'>

/** What several samples share is one step. */
class GatheredSteps {
  readonly #steps = new Map<string, { phase: number; said: Said; samples: number[] }>()

  add(phase: number, sample: number, said: Said): void {
    // A question is about one sample.
    const isQuestion = said.asked === 'audit' || said.asked === 'chosen'
    const key = JSON.stringify([phase, said, isQuestion ? sample : null])
    const step = this.#steps.get(key)
    if (step) step.samples.push(sample)
    else this.#steps.set(key, { phase, said, samples: [sample] })
  }

  inOrder(): BatchStep[] {
    return [...this.#steps.values()]
      .sort((a, b) => a.phase - b.phase)
      .map(({ said, samples }) => ({ ...said, samples }))
  }
}

function standingOf({ tape, current }: LabelState, ordinal: number): Standing {
  const words: LabelAction[] = []
  for (let entry = tape.last(tracks.label, ordinal); entry !== 0; entry = tape.before(entry)) {
    const action = tape.action(entry)
    if (!givesClass(action)) break
    words.push(action)
  }
  const lastOn = (track: 1 | 2 | 3) => tape.action(tape.last(track, ordinal))
  return {
    words: words.reverse(),
    skip: current.skipped[ordinal] ? lastOn(tracks.skip) : null,
    flag: current.flagged[ordinal] ? lastOn(tracks.flag) : null,
    exclusion: current.excluded[ordinal] ? lastOn(tracks.exclude) : null,
  }
}

function isSameWord(is: LabelAction, was: LabelAction, classOf: (classId: number) => number): boolean {
  return (
    is.kind === was.kind &&
    classOf(is.classId as number) === classOf(was.classId as number) &&
    is.annotator === was.annotator &&
    is.at === was.at &&
    is.asked === was.asked
  )
}

function saidAs({ kind, annotator, at, asked, detail }: LabelAction): Said {
  return { kind, annotator, at, asked, detail }
}

/** Undefined where the sample is not flagged. */
function reasonOf(flag: LabelAction | null): string | null | undefined {
  if (!flag) return undefined
  return flag.detail && 'reason' in flag.detail ? flag.detail.reason : null
}
