import { FewlabelError } from '../contract/errors.ts'
import { labelActionKinds } from './label-action.ts'
import type { NewLabelEvent } from './label-log.ts'

/** Throws unless the event makes sense in a project of `count` samples; whether its class exists is asked elsewhere. */
export function requireSense({ kind, classId, asked, samples }: NewLabelEvent, count: number): void {
  if (!labelActionKinds.includes(kind)) {
    throw new FewlabelError('bad-request', `“${kind}” is no action on samples.`, {
      expected: labelActionKinds.join(', '),
    })
  }
  const givesClass = kind === 'label' || kind === 'bulk'
  if (givesClass !== (classId !== undefined)) {
    throw new FewlabelError('bad-request', 'A label names a class, and nothing else does.', {
      found: `${kind} with class ${classId ?? 'none'}`,
    })
  }
  if (asked && kind !== 'label' && kind !== 'skip') {
    throw new FewlabelError('bad-request', 'Only labels and skips answer a question.', { found: kind })
  }
  if (samples.length === 0) {
    throw new FewlabelError('bad-request', 'No sample was named.', { expected: 'at least one sample' })
  }
  if ((asked === 'audit' || asked === 'chosen') && samples.length > 1) {
    throw new FewlabelError('bad-request', 'A question is about one sample.', {
      found: `an answer for ${samples.length} samples`,
    })
  }
  const seen = new Set<number>()
  for (let i = 0; i < samples.length; i++) {
    const sample = samples[i]
    if (!Number.isInteger(sample) || sample < 1 || sample > count) {
      throw new FewlabelError('sample-not-found', `There is no sample ${sample} in the project.`, {
        expected: `numbers from 1 to ${count}`,
        found: String(sample),
      })
    }
    if (seen.has(sample)) {
      throw new FewlabelError('bad-request', `Sample ${sample} is named twice.`, {
        expected: 'every sample once',
      })
    }
    seen.add(sample)
  }
}
