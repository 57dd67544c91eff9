import type { NpyArray } from './npy-arrays.ts'

const dataNames = /^(x|data|images?|imgs?|embeddings?|features?|vectors?|samples?)(_?(train|all))?$/i
const labelNames = /^(y|labels?|targets?|classes)(_?(train|all))?$/i
const classNames = /^(class_?names|label_?names|target_?names|names)$/i
const idNames = /^(ids?|keys|file_?names?)$/i

/** Which arrays of an archive are what. */
export interface NpyRoles {
  data: NpyArray
  /** One for each sample. */
  labels: NpyArray | null
  ids: NpyArray | null
  /** Names of the classes that labels are the numbers of. */
  names: NpyArray | null
  /** Those that are left out. */
  others: NpyArray[]
}

/**
 * Finds what is what in an archive by names and shapes: the data are what is called so, else the largest array of
 * numbers with more than one dimension; labels, ids and names of classes go by their names.
 *
 * @returns null where there are no data
 */
export function rolesOf(arrays: readonly NpyArray[]): NpyRoles | null {
  const numeric = arrays
    .filter(({ header }) => header.type.kind !== 'U' && header.type.kind !== 'S')
    .sort((a, b) => b.header.count - a.header.count)
  const many = numeric.filter(({ header }) => header.shape.length > 1)
  const data =
    many.find(({ name }) => dataNames.test(name)) ??
    many.at(0) ??
    numeric.find(({ name, header }) => header.shape.length === 1 && (dataNames.test(name) || name === ''))
  if (data === undefined) return null
  const [count] = data.header.shape
  const lists = arrays.filter((array) => array !== data && isList(array))
  const perSample = lists.filter(({ header }) => header.count === count)
  const labels = perSample.find(({ name }) => labelNames.test(name)) ?? null
  const ids = perSample.find(({ name }) => idNames.test(name)) ?? null
  const names =
    labels === null || labels.header.type.kind === 'U' || labels.header.type.kind === 'S'
      ? null
      : (lists.find(
          ({ name, header }) =>
            classNames.test(name) && (header.type.kind === 'U' || header.type.kind === 'S'),
        ) ?? null)
  const used = [data, labels, ids, names]
  return { data, labels, ids, names, others: arrays.filter((array) => !used.includes(array)) }
}

/** One dimension, or a second one of length 1, as some frameworks keep labels. */
export function isList({ header }: NpyArray): boolean {
  return header.shape.length === 1 || (header.shape.length === 2 && header.shape[1] === 1)
}
