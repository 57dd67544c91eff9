import type { ColumnRole } from '../contract/data.ts'

/** What the cells of a column are, as far as the beginning of the table tells. */
export type Contents = 'nameless' | 'empty' | 'number' | 'list' | 'words' | 'image' | 'binary'

/** A column as the beginning of its table shows it. */
export interface ColumnLook {
  name: string
  contents: Contents
  /** Cells that are not empty, as text. */
  cells: string[]
  /** Some of the first cells are empty. */
  gaps: boolean
  /** Numbers in the first list; null where the cells are none. */
  listLength: number | null
  /** The table says that these are classes (nominal in ARFF, ClassLabel in Parquet). */
  ofClasses?: boolean
  /** The cells are names of image files that lie beside the table. */
  namesImages?: boolean
}

const words: ColumnRole[] = ['text', 'field', 'truth', 'label', 'annotator', 'labeled-at', 'id', 'out']

/** What columns may be used for, by what is in them. */
export const possibleRoles: Record<Contents, ColumnRole[]> = {
  nameless: ['out'],
  empty: ['text', 'field', 'truth', 'label', 'annotator', 'labeled-at', 'out'],
  number: ['feature', ...words],
  list: ['embedding', 'text', 'field', 'truth', 'label', 'id', 'out'],
  words: ['image', ...words],
  image: ['image', 'out'],
  binary: ['out'],
}

/** Why a column of such contents is left out unless it is asked for, as the rest of a sentence. */
export const leftOutFor: Partial<Record<Contents, string>> = {
  nameless: 'it has no name',
  empty: 'it is empty',
  image: 'the model sees something else of a row',
  binary: 'it holds bytes that are no image',
}
