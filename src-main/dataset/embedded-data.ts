import { embeddingNames, imageNames, outputNames, textNames } from './column-names.ts'
import { isImageName } from './image-kind.ts'

/** Under which names the rows of another tool hold a sample. */
export interface DataKeys {
  image: string | null
  text: string | null
  vector: string | null
  /** Numbers of the vector; 0 without one. */
  length: number
  /** What else is told of samples, to be kept as fields. */
  fields: string[]
}

const mostFields = 50

/**
 * Finds out from the first rows where the image, or the text and its embedding, is.
 *
 * @param known keys that mean something else
 */
export function findDataKeys(
  rows: readonly Record<string, unknown>[],
  known: (key: string) => boolean,
): DataKeys {
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((key) => !known(key))
  const has = (key: string, fits: (value: unknown) => boolean) => rows.some((row) => fits(row[key]))
  const image =
    keys.find((key) => imageNames.test(key) && has(key, isText)) ??
    keys.find((key) => has(key, namesImage)) ??
    null
  const vectors = keys.filter((key) => !outputNames.test(key) && has(key, isVector))
  const vector = vectors.find((key) => embeddingNames.test(key)) ?? vectors[0] ?? null
  const texts = keys.filter((key) => key !== image && has(key, isText))
  const text = texts.find((key) => textNames.test(key)) ?? (image === null ? (texts[0] ?? null) : null)
  const first = vector === null ? undefined : rows.map((row) => row[vector]).find(isVector)
  const fields = keys.filter((key) => ![image, text, ...vectors].includes(key) && has(key, isPlain))
  return { image, text, vector, length: first?.length ?? 0, fields: fields.slice(0, mostFields) }
}

export function isVector(value: unknown): value is number[] {
  return Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'number')
}

export function asText(value: unknown): string {
  if (typeof value === 'string') return value
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function isPlain(value: unknown): boolean {
  return isText(value) || typeof value === 'number' || typeof value === 'boolean'
}

function namesImage(value: unknown): boolean {
  if (typeof value !== 'string') return false
  return value.startsWith('data:image/') || isImageName(value.split(/[?#]/, 1)[0]) || /[?&]d=/.test(value)
}
