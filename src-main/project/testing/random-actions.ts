import { type Asked, type StepKind, stepKinds } from '../../contract/labeling.ts'
import type { PlainAction } from './plain-log.ts'

const annotators = ['ann', 'bob', 'eve']
/** The run whose clusters are split. */
export const splitRunId = 1

/** A random action on some of the samples. */
export function drawAction(
  random: () => number,
  count: number,
  classIds: readonly number[],
  without: readonly StepKind[] = [],
): PlainAction {
  const below = (limit: number) => Math.floor(random() * limit)
  // Labels more often than the rest: most of what is to be told apart comes from them.
  const kind: StepKind = random() < 0.4 ? 'label' : stepKinds[below(stepKinds.length)]
  if (without.includes(kind)) return drawAction(random, count, classIds, without)
  const annotator = annotators[below(annotators.length)]
  if (kind === 'merge') {
    const [classId, into] = [below(classIds.length), below(classIds.length)].map((place) => classIds[place])
    if (classId === into || classIds.length < 3) return drawAction(random, count, classIds, without)
    return { kind, samples: [], classId, annotator, asked: null, detail: { into } }
  }
  if (kind === 'split') {
    const detail = { runId: splitRunId, component: below(9), parts: 2 + below(7), sorted: below(9) }
    return { kind, samples: [], annotator, asked: null, detail }
  }
  const some = Array.from({ length: count }, (_, i) => i + 1).filter(() => random() < 0.3)
  const samples = some.length > 0 ? some : [below(count) + 1]
  const isAnswer = (kind === 'label' || kind === 'skip') && random() < 0.6
  const questions: Asked[] = samples.length === 1 ? ['audit', 'chosen', 'review'] : ['review']
  return {
    kind,
    samples,
    classId: kind === 'label' || kind === 'bulk' ? classIds[below(classIds.length)] : undefined,
    annotator,
    detail: kind === 'flag' && random() < 0.5 ? { reason: `reason ${below(9)}` } : undefined,
    asked: isAnswer ? questions[below(questions.length)] : null,
  }
}
