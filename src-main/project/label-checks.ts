import type { z } from 'zod'
import { FewlabelError } from '../contract/errors.ts'
import { type StepKind, stepKinds } from '../contract/labeling.ts'
import {
  bulkDetailSchema,
  flagDetailSchema,
  givesClass,
  type LabelDetail,
  mergeDetailSchema,
  splitDetailSchema,
} from './label-action.ts'
import type { BatchStep } from './label-batches.ts'
import type { NewLabelEvent } from './label-change.ts'
import { requireSampleId } from './sample-checks.ts'

const detailSchemas: Partial<Record<StepKind, z.ZodType<LabelDetail>>> = {
  flag: flagDetailSchema,
  bulk: bulkDetailSchema,
  merge: mergeDetailSchema,
  split: splitDetailSchema,
}

/** Throws unless the event makes sense in a project of `count` samples; whether its classes exist is asked elsewhere. */
export function requireSense(event: NewLabelEvent, count: number): void {
  const { kind, classId, asked, samples } = event
  if (!stepKinds.includes(kind)) {
    throw new FewlabelError('bad-request', `“${kind}” is no action on samples.`, {
      expected: stepKinds.join(', '),
    })
  }
  if ((givesClass(event) || kind === 'merge') !== (classId !== undefined)) {
    throw new FewlabelError('bad-request', 'A label or a merge names a class, and nothing else does.', {
      found: `${kind} with class ${classId ?? 'none'}`,
    })
  }
  if (asked && kind !== 'label' && kind !== 'skip') {
    throw new FewlabelError('bad-request', 'Only labels and skips answer a question.', { found: kind })
  }
  if ((asked === 'audit' || asked === 'chosen') && samples.length > 1) {
    throw new FewlabelError('bad-request', 'A question is about one sample.', {
      found: `an answer for ${samples.length} samples`,
    })
  }
  const touchesSamples = kind !== 'merge' && kind !== 'split'
  if (touchesSamples !== samples.length > 0) {
    throw new FewlabelError(
      'bad-request',
      touchesSamples ? 'No sample was named.' : 'A merge or split is about no single samples.',
      { expected: touchesSamples ? 'at least one sample' : 'none', found: `${samples.length} samples` },
    )
  }
  requireOnce(samples, count)
}

/** The same for a step from elsewhere. Steps that change classes or clusters mean something only where they were done. */
export function requireBatchStep(step: BatchStep, count: number): void {
  if (step.kind === 'merge' || step.kind === 'split') {
    throw new FewlabelError('bad-request', 'Merges and splits cannot come in with others.', {
      expected: 'steps about samples',
      found: step.kind,
    })
  }
  requireSense(step, count)
  if (Number.isNaN(Date.parse(step.at)) || !step.at.endsWith('Z')) {
    throw new FewlabelError('bad-request', 'A step has no time.', {
      expected: 'ISO 8601, in UTC',
      found: step.at.slice(0, 100),
    })
  }
}

/** The detail as it is kept; throws where it does not belong to its kind of event, or a merge or split lacks one. */
export function requireDetail({ kind, detail }: NewLabelEvent): LabelDetail | null {
  const schema = detailSchemas[kind]
  if (!detail && kind !== 'merge' && kind !== 'split') return null
  const parsed = schema?.safeParse(detail)
  if (parsed?.success) return parsed.data
  throw new FewlabelError('bad-request', `What is said of this ${kind} makes no sense.`, {
    expected: schema ? 'what belongs to it' : 'nothing beside its samples',
    found: JSON.stringify(detail),
  })
}

export function noWayBack(eventId: number): FewlabelError {
  return new FewlabelError('not-found', 'No way leads back to that moment.', {
    expected: 'a step that is in effect, or that redo can still bring back',
    found: `step ${eventId}, undone before something else was done`,
    remedy: 'Choose another moment.',
  })
}

function requireOnce(samples: ArrayLike<number>, count: number): void {
  const seen = new Set<number>()
  for (let i = 0; i < samples.length; i++) {
    const sample = samples[i]
    requireSampleId(sample, count)
    if (seen.has(sample)) {
      throw new FewlabelError('bad-request', `Sample ${sample} is named twice.`, {
        expected: 'every sample once',
      })
    }
    seen.add(sample)
  }
}
