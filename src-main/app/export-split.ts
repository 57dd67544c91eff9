import type { ExportSplit } from '../contract/export.ts'
import { type SetSplit, splitSet } from '../quality/set-split.ts'
import type { RowParts } from './export-rows.ts'
import type { ExportSelection } from './export-selection.ts'
import type { SampleCopies } from './neighbourhood-service.ts'

/** A part that differs by more than this share of what it was to have is worth a word. */
const notableShare = 0.02

export interface PartedRows extends RowParts {
  /** Rows of each part. */
  sizes: number[]
  /** What did not come out as asked for. */
  notices: string[]
}

/** @param copies near-duplicates; null where they are not known */
export function partRows(
  { ordinals, classIds }: ExportSelection,
  split: ExportSplit,
  copies: SampleCopies | null,
): PartedRows {
  const names = split.parts.map(({ name }) => name)
  const classes = split.stratify ? [...new Set(classIds)] : [0]
  const indexOf = new Map(classes.map((id, i) => [id, i]))
  const classOf = split.stratify
    ? Int32Array.from(classIds, (id) => indexOf.get(id) ?? 0)
    : new Int32Array(classIds.length)
  const groups = split.groupDuplicates && copies ? rowGroups(copies, ordinals) : []
  const result = splitSet({
    classOf,
    classCount: classes.length,
    groups,
    shares: split.parts.map(({ share }) => share),
    seed: split.seed,
  })
  const sizes = names.map(() => 0)
  for (const part of result.partOf) sizes[part]++
  return {
    names,
    partOf: result.partOf,
    sizes,
    notices: [
      ...aboutCopies(split, copies),
      ...aboutShares(names, sizes, result, groups),
      ...(split.stratify ? aboutClasses(result, classOf, classes.length) : []),
    ],
  }
}

/** The groups among the rows, as rows; one that is left alone is no group. */
function rowGroups({ groups }: SampleCopies, ordinals: Uint32Array): number[][] {
  const rowOf = new Map<number, number>()
  const isCopy = new Set(groups.flat())
  ordinals.forEach((ordinal, row) => {
    if (isCopy.has(ordinal)) rowOf.set(ordinal, row)
  })
  return groups
    .map((group) => group.flatMap((ordinal) => rowOf.get(ordinal) ?? []))
    .filter(({ length }) => length > 1)
}

function aboutCopies({ groupDuplicates }: ExportSplit, copies: SampleCopies | null): string[] {
  if (!groupDuplicates) return []
  if (!copies)
    return ['Near-duplicates are not known in this project, so they may have come into different parts.']
  return copies.isComplete
    ? []
    : ['There may be more near-duplicates than were compared; some may have come into different parts.']
}

function aboutShares(
  names: readonly string[],
  sizes: readonly number[],
  { wanted }: SetSplit,
  groups: readonly (readonly number[])[],
): string[] {
  const largest = groups.reduce((most, { length }) => Math.max(most, length), 0)
  return names.flatMap((name, part) => {
    const aim = wanted[part].reduce((sum, count) => sum + count, 0)
    if (sizes[part] === 0) return [`The part ${name} is empty: there are too few samples for it.`]
    if (Math.abs(sizes[part] - aim) <= Math.max(1, notableShare * aim)) return []
    return [
      `The part ${name} has ${sizes[part]} samples instead of ${aim}, so that near-duplicates stay together (the largest group has ${largest}).`,
    ]
  })
}

function aboutClasses({ partOf, wanted }: SetSplit, classOf: Int32Array, classCount: number): string[] {
  const parts = wanted.length
  const isThere = new Uint8Array(parts * classCount)
  partOf.forEach((part, row) => {
    isThere[part * classCount + classOf[row]] = 1
  })
  let missing = 0
  for (let c = 0; c < classCount; c++) {
    for (let part = 0; part < parts; part++) {
      if (isThere[part * classCount + c] !== 0) continue
      missing++
      break
    }
  }
  if (missing === 0) return []
  return [
    `${missing === 1 ? '1 class is' : `${missing} classes are`} not in every part: too few samples, or near-duplicates that stay together.`,
  ]
}
