import type { Asked } from '../../contract/labeling.ts'
import type { LabelActionKind } from '../label-action.ts'

export interface PlainAction {
  kind: LabelActionKind
  samples: number[]
  classId?: number
  annotator: string
  asked: Asked | null
}

/** A class somebody gave a sample. */
interface Word {
  annotator: string
  classId: number
  isBulk: boolean
  asked: Asked | null
}

/** The log's meaning, said again in the plainest way: a list of actions in effect, replayed from the start. */
export class PlainLog {
  done: PlainAction[] = []
  undone: PlainAction[] = []
  readonly merged = new Map<number, number>()

  state(count: number) {
    const samples = Array.from({ length: count }, () => ({
      label: 0,
      source: 0,
      skipped: 0,
      skippedAs: null as Asked | null,
      flagged: 0,
      words: [] as Word[],
    }))
    const asked = { audit: 0, chosen: 0, review: 0 }
    for (const action of this.done) {
      if (action.kind === 'label' && action.asked) asked[action.asked]++
      for (const id of action.samples) this.#apply(action, samples[id - 1])
    }
    return {
      samples: samples.map(({ words, skippedAs, ...rest }) => {
        const opinions = newestOfEach(words)
        return {
          ...rest,
          opinions,
          isShared: opinions.length > 1,
          isDisputed: new Set(opinions.map(({ classId }) => classId)).size > 1,
          auditClass: words[0]?.asked === 'audit' ? rest.label : null,
        }
      }),
      skippedAudits: samples.filter(({ skipped, skippedAs }) => skipped && skippedAs === 'audit').length,
      asked,
    }
  }

  #apply(
    { kind, classId, annotator, asked }: PlainAction,
    sample: {
      label: number
      source: number
      skipped: number
      skippedAs: Asked | null
      flagged: number
      words: Word[]
    },
  ): void {
    if (kind === 'label' || kind === 'bulk') {
      const isBulk = kind === 'bulk'
      const resolved = this.#resolve(classId as number)
      sample.words.push({ annotator, classId: resolved, isBulk, asked })
      Object.assign(sample, { label: resolved, source: isBulk ? 2 : 1, skipped: 0 })
    }
    if (kind === 'clear') Object.assign(sample, { label: 0, source: 0, skipped: 0, words: [] })
    if (kind === 'skip') Object.assign(sample, { skipped: sample.label ? 0 : 1, skippedAs: asked })
    if (kind === 'flag' || kind === 'unflag') sample.flagged = kind === 'flag' ? 1 : 0
  }

  #resolve(classId: number): number {
    const into = this.merged.get(classId)
    return into === undefined ? classId : this.#resolve(into)
  }
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
