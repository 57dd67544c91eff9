import { type ExportSplit, exportSplitSchema } from '../../../src-main/contract/export.ts'

/** A part as it is being typed. */
export interface PartDraft {
  name: string
  percent: string
}

export type SplitProblem = 'name' | 'twice' | 'percent' | 'sum'

export const mostParts = 10

/** Usual splits, by their names in the texts. */
export const splitPresets = {
  two: [
    { name: 'train', percent: '80' },
    { name: 'test', percent: '20' },
  ],
  three: [
    { name: 'train', percent: '80' },
    { name: 'val', percent: '10' },
    { name: 'test', percent: '10' },
  ],
} as const satisfies Record<string, PartDraft[]>

function numberOf(percent: string): number {
  return percent.trim() === '' ? Number.NaN : Number(percent.replace(',', '.'))
}

/** What the shares come to, in percent; not a number while one is none. */
export function sumOf(parts: readonly PartDraft[]): number {
  return Math.round(parts.reduce((sum, { percent }) => sum + numberOf(percent), 0) * 1000) / 1000
}

/** The parts as the host takes them, or what is not right with them yet. */
export function readParts(parts: readonly PartDraft[]): ExportSplit['parts'] | SplitProblem {
  const { name, share } = exportSplitSchema.shape.parts.element.shape
  if (parts.some((part) => !name.safeParse(part.name).success)) return 'name'
  if (new Set(parts.map((part) => part.name)).size !== parts.length) return 'twice'
  if (parts.some((part) => !share.safeParse(numberOf(part.percent) / 100).success)) return 'percent'
  if (sumOf(parts) !== 100) return 'sum'
  return parts.map((part) => ({ name: part.name, share: numberOf(part.percent) / 100 }))
}

/** As people see them: shares in percent. */
export function asDraft(parts: ExportSplit['parts']): PartDraft[] {
  return parts.map(({ name, share }) => ({ name, percent: String(Math.round(share * 100_000) / 1000) }))
}
