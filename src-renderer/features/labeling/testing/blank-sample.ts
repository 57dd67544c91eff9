import type { SampleView } from '../../../../src-main/contract/labeling.ts'

/** A sample of which nothing is known and to which nothing was done, but for `change`. */
export function blankSample(id: number, change: Partial<SampleView> = {}): SampleView {
  return {
    id,
    externalId: `s${id}`,
    label: null,
    guess: null,
    skipped: false,
    flagged: false,
    flagReason: null,
    excluded: false,
    comments: 0,
    text: null,
    component: null,
    responsibility: null,
    ...change,
  }
}
