import type { ClassPrior } from '../../../../src-main/contract/labeling.ts'
import type { ClassQuality } from '../../../../src-main/contract/quality.ts'

/** Percent as typed, by class. */
export type PriorDraft = ReadonlyMap<number, string>

/** What the shares in the form start from: those given before, else those of the audit, else all the same. */
export function draftOf(prior: ClassPrior, classes: readonly ClassQuality[]): PriorDraft {
  const given = prior.kind === 'given' ? prior.shares : null
  const total = given?.reduce((sum, { share }) => sum + share, 0) || 1
  const shareOf = new Map(given?.map(({ classId, share }) => [classId, share / total]))
  const audited = classes.every(({ share }) => share !== null)
  return new Map(
    classes.map(({ classId, share }) => {
      const start = given ? (shareOf.get(classId) ?? 0) : audited ? (share?.value ?? 0) : 1 / classes.length
      return [classId, String(Number((start * 100).toFixed(1)))]
    }),
  )
}

/** The number somebody typed, with a comma or a point; null where it is none or below zero. */
export function parsePercent(typed: string): number | null {
  const value = Number(typed.trim().replace(',', '.'))
  return typed.trim() === '' || !Number.isFinite(value) || value < 0 ? null : value
}

/** The prior that the form stands for; null while a field does not hold a number or all are zero. */
export function priorOfDraft(draft: PriorDraft): Extract<ClassPrior, { kind: 'given' }> | null {
  const shares: { classId: number; share: number }[] = []
  for (const [classId, typed] of draft) {
    const percent = parsePercent(typed)
    if (percent === null) return null
    shares.push({ classId, share: percent / 100 })
  }
  return shares.some(({ share }) => share > 0) ? { kind: 'given', shares } : null
}
