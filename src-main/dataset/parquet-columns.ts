import type { FileMetaData, SchemaElement, SchemaTree } from 'hyparquet'
import { parquetSchema } from 'hyparquet'
import { isListLike } from 'hyparquet/src/schema.js'

/** A column of values in the file, the leaf of its schema. */
export interface ParquetColumn {
  /** As people know it: without the wrappers that make a list. */
  name: string
  /** As the file knows it. */
  path: string[]
  element: SchemaElement
  schemaPath: SchemaTree[]
  isList: boolean
  maxRepetition: number
  maxDefinition: number
  /** Definition from which on there is an element in the list, null or not. */
  listDefinition: number
  /** Names of the classes that its whole numbers stand for, as Hugging Face's datasets write them. */
  classNames: string[] | null
}

export interface ParquetColumns {
  columns: ParquetColumn[]
  /** What is nested more deeply than a list, by its name. */
  nested: string[]
  /** Hugging Face's images: a struct of bytes and a path. */
  images: { name: string; bytes: ParquetColumn; path: ParquetColumn }[]
}

/** What there is in a Parquet file, column by column. */
export function columnsOf(metadata: FileMetaData): ParquetColumns {
  const found: ParquetColumns = { columns: [], nested: [], images: [] }
  const root = parquetSchema(metadata)
  const classNames = classNamesOf(metadata)
  for (const child of root.children) {
    const leaves = leavesOf(child, [root], '')
    const isNested = leaves.some(({ maxRepetition }) => maxRepetition > 1) || hasMap(child)
    const bytes = leaves.find(({ path }) => path.length === 2 && path[1] === 'bytes')
    const path = leaves.find(({ path }) => path.length === 2 && path[1] === 'path')
    if (isNested) found.nested.push(child.element.name)
    else if (leaves.length === 2 && bytes && path)
      found.images.push({ name: child.element.name, bytes, path })
    else {
      for (const leaf of leaves)
        found.columns.push({ ...leaf, classNames: classNames.get(leaf.name) ?? null })
    }
  }
  return found
}

function leavesOf(node: SchemaTree, above: SchemaTree[], prefix: string): ParquetColumn[] {
  const schemaPath = [...above, node]
  const name = prefix === '' ? node.element.name : prefix
  if (node.children.length === 0) return [leaf(name, schemaPath)]
  if (isListLike(node)) {
    const [repeated] = node.children
    // Old writers repeat the element itself instead of a group around it.
    const inner = repeated.children.length === 1 ? repeated.children[0] : repeated
    const around = inner === repeated ? schemaPath : [...schemaPath, repeated]
    return leavesOf(inner, around, name)
  }
  return node.children.flatMap((child) => leavesOf(child, schemaPath, `${name}.${child.element.name}`))
}

function leaf(name: string, schemaPath: SchemaTree[]): ParquetColumn {
  const node = schemaPath[schemaPath.length - 1]
  let maxRepetition = 0
  let maxDefinition = 0
  let listDefinition = 0
  for (const { element } of schemaPath.slice(1)) {
    if (element.repetition_type !== 'REQUIRED') maxDefinition++
    if (element.repetition_type === 'REPEATED') {
      maxRepetition++
      listDefinition = maxDefinition
    }
  }
  return {
    name,
    path: node.path,
    element: node.element,
    schemaPath,
    isList: maxRepetition === 1,
    maxRepetition,
    maxDefinition,
    listDefinition,
    classNames: null,
  }
}

function hasMap(node: SchemaTree): boolean {
  const { converted_type: type, logical_type: logical } = node.element
  return type === 'MAP' || type === 'MAP_KEY_VALUE' || logical?.type === 'MAP' || node.children.some(hasMap)
}

/** Hugging Face's datasets keep the names of classes in the file's metadata. */
function classNamesOf({ key_value_metadata: entries }: FileMetaData): Map<string, string[]> {
  const names = new Map<string, string[]>()
  const text = entries?.find(({ key }) => key === 'huggingface')?.value
  if (text === undefined) return names
  try {
    const features: unknown = JSON.parse(text)?.info?.features
    for (const [column, feature] of Object.entries(features ?? {})) {
      const { _type: type, names: given } = feature as { _type?: unknown; names?: unknown }
      if (type === 'ClassLabel' && Array.isArray(given) && given.every((name) => typeof name === 'string')) {
        names.set(column, given)
      }
    }
  } catch {
    // Somebody else's metadata: the numbers stay numbers.
  }
  return names
}
