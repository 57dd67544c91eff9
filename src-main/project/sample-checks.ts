import { FewlabelError } from '../contract/errors.ts'

/** Throws `sample-not-found` unless it is the id of one of `count` samples. */
export function requireSampleId(sample: number, count: number): void {
  if (Number.isInteger(sample) && sample >= 1 && sample <= count) return
  throw new FewlabelError('sample-not-found', `There is no sample ${sample} in the project.`, {
    expected: count === 0 ? 'an import first' : `numbers from 1 to ${count}`,
    found: String(sample),
  })
}
