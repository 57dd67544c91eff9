import type { Asked, StepKind } from '../../contract/labeling.ts'
import type { LabelDetail } from '../label-action.ts'

export interface PlainAction {
  kind: StepKind
  samples: number[]
  classId?: number
  annotator: string
  asked: Asked | null
  detail?: LabelDetail
  /** Actions of one batch are one step. */
  batch?: number
}

/** A class somebody gave a sample. */
interface Word {
  annotator: string
  classId: number
  isBulk: boolean
  asked: Asked | null
}

interface PlainSample {
  label: number
  source: number
  skipped: number
  skippedAs: Asked | null
  flagged: number
  reason: string | null
  excluded: number
  words: Word[]
}

/** The log's meaning, said again in the plainest way: a list of actions in effect, replayed from the start. */
export class PlainLog {
  done: PlainAction[] = []
  undone: PlainAction[] = []

  state(count: number) {
    const samples = Array.from(
      { length: count },
      (): PlainSample => ({
        label: 0,
        source: 0,
        skipped: 0,
        skippedAs: null,
        flagged: 0,
        reason: null,
        excluded: 0,
        words: [],
      }),
    )
    const asked = { audit: 0, chosen: 0, review: 0 }
    for (const action of this.done) {
      if (action.kind === 'label' && action.asked) asked[action.asked]++
      for (const id of action.samples) this.#apply(action, samples[id - 1])
    }
    return {
      samples: samples.map(({ words, skippedAs, ...rest }) => {
        const opinions = newestOfEach(words)
        const counts = rest.excluded === 0
        return {
          ...rest,
          opinions,
          isShared: counts && opinions.length > 1,
          isDisputed: counts && new Set(opinions.map(({ classId }) => classId)).size > 1,
          auditClass: counts && words[0]?.asked === 'audit' ? rest.label : null,
        }
      }),
      skippedAudits: samples.filter(
        ({ skipped, skippedAs, excluded }) => skipped && skippedAs === 'audit' && !excluded,
      ).length,
      asked,
      splits: this.done.flatMap(({ kind, detail }) => (kind === 'split' && detail ? [detail] : [])),
    }
  }

  /** The class it stands for after the merges in effect. */
  resolve(classId: number): number {
    for (const { kind, classId: from, detail } of this.done) {
      if (kind === 'merge' && from === classId && detail && 'into' in detail) return this.resolve(detail.into)
    }
    return classId
  }

  undo(): void {
    this.goTo(this.steps().done - 1)
  }

  redo(): void {
    this.goTo(this.steps().done + 1)
  }

  /** Goes to the moment when so many steps were in effect. */
  goTo(steps: number): void {
    const all = [...this.done, ...this.undone.toReversed()]
    const ends = all.flatMap((action, i) => (isStepEnd(action, all[i + 1]) ? [i + 1] : []))
    const end = steps === 0 ? 0 : ends[steps - 1]
    this.done = all.slice(0, end)
    this.undone = all.slice(end).reverse()
  }

  steps(): { done: number; undone: number } {
    const count = (actions: readonly PlainAction[]) =>
      actions.filter((action, i) => isStepEnd(action, actions[i + 1])).length
    return { done: count(this.done), undone: count(this.undone) }
  }

  #apply({ kind, classId, annotator, asked, detail }: PlainAction, sample: PlainSample): void {
    if (kind === 'label' || kind === 'bulk') {
      const isBulk = kind === 'bulk'
      const resolved = this.resolve(classId as number)
      sample.words.push({ annotator, classId: resolved, isBulk, asked })
      Object.assign(sample, { label: resolved, source: isBulk ? 2 : 1, skipped: 0, excluded: 0 })
    }
    if (kind === 'clear') Object.assign(sample, { label: 0, source: 0, skipped: 0, words: [] })
    if (kind === 'skip') Object.assign(sample, { skipped: sample.label ? 0 : 1, skippedAs: asked })
    if (kind === 'unflag') Object.assign(sample, { flagged: 0, reason: null })
    if (kind === 'flag') {
      Object.assign(sample, { flagged: 1, reason: detail && 'reason' in detail ? detail.reason : null })
    }
    if (kind === 'exclude' || kind === 'include') sample.excluded = kind === 'exclude' ? 1 : 0
  }
}

function isStepEnd({ batch }: PlainAction, next: PlainAction | undefined): boolean {
  return batch === undefined || next?.batch !== batch
}

/** The opinions that count, oldest first. */
function newestOfEach(words: readonly Word[]): { annotator: string; classId: number }[] {
  const settled = words.findLastIndex(({ asked }) => asked === 'review')
  const open = words.slice(Math.max(settled, 0))
  const own = open.filter(({ isBulk }, i) => !isBulk || open.slice(i).every((later) => later.isBulk))
  return own
    .filter(({ annotator }, i) => own.slice(i + 1).every((later) => later.annotator !== annotator))
    .map(({ annotator, classId }) => ({ annotator, classId }))
}
