import type { GivenWord } from './given-labels.ts'

/** What a task or row of Label Studio says. */
export interface LabelStudioTask {
  id: string | null
  data: Record<string, unknown>
  words: GivenWord[]
  /** Why its labels cannot be taken: somebody chose several classes. */
  fault: string | null
}

/** Columns of JSON_MIN and CSV that are Label Studio's own. */
const ownColumns = new Set([
  'id',
  'annotation_id',
  'annotator',
  'created_at',
  'updated_at',
  'lead_time',
  'agreement',
  'annotations',
  'completed_by',
])
const choiceNames = /choice|label|class|categor|sentiment|tag/i

/** Whether rows are tasks with their annotations, and not JSON_MIN's flat rows. */
export function isTask(row: Record<string, unknown>): boolean {
  return typeof row.data === 'object' && row.data !== null
}

/** A task with its annotations; predictions are the model's and no labels. */
export function readTask(task: Record<string, unknown>): LabelStudioTask {
  const data = task.data as Record<string, unknown>
  // The name that annotations had until version 1.
  const annotations = listOf(task.annotations ?? task.completions)
  const words: GivenWord[] = []
  let fault: string | null = null
  for (const annotation of annotations) {
    if (annotation.was_cancelled === true || annotation.skipped === true) continue
    const names = choicesOf(listOf(annotation.result))
    if (names.length > 1) fault = severalReason(names)
    if (names.length !== 1) continue
    words.push({
      name: names[0],
      annotator: personOf(annotation.annotator ?? annotation.completed_by),
      at: textOf(annotation.created_at ?? annotation.updated_at),
    })
  }
  const own = [data.ref, data.external_id, task.id].map(idOf).find((id) => id !== null)
  return { id: own ?? null, data, words, fault }
}

/** A row of JSON_MIN or CSV: the data of a task and one annotation of it. */
export function readMinRow(row: Record<string, unknown>, choice: string | null): LabelStudioTask {
  const names = choice === null ? [] : namesOf(row[choice])
  return {
    id: [row.ref, row.external_id, row.id].map(idOf).find((id) => id !== null) ?? null,
    data: row,
    words: names.map((name) => ({
      name,
      annotator: personOf(row.annotator),
      at: textOf(row.created_at ?? row.updated_at),
    })),
    fault: names.length > 1 ? severalReason(names) : null,
  }
}

/** Whether a column of flat rows is Label Studio's own and no data. */
export function isOwnColumn(name: string): boolean {
  return ownColumns.has(name)
}

/** The column of flat rows with the choices: its name is that of the control, which the lead chose. */
export function choiceColumn(
  rows: readonly Record<string, unknown>[],
  isData: (key: string) => boolean,
): string | null {
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter(
    (key) => !isOwnColumn(key) && !isData(key) && rows.some((row) => namesOf(row[key]).length > 0),
  )
  return keys.find((key) => choiceNames.test(key)) ?? (keys.length === 1 ? keys[0] : null)
}

/** The classes of the first control that has any: a task may ask several things, and a sample has one class. */
function choicesOf(results: readonly Record<string, unknown>[]): string[] {
  const chosen = results.filter(({ type, value }) => {
    return type === 'choices' || (typeof value === 'object' && value !== null && 'choices' in value)
  })
  const control = chosen[0]?.from_name
  return [
    ...new Set(
      chosen.filter(({ from_name }) => from_name === control).flatMap(({ value }) => namesOf(value)),
    ),
  ]
}

/** `cat`, `["cat"]`, `{"choices":["cat"]}` or these as text. */
function namesOf(value: unknown): string[] {
  if (typeof value === 'string') {
    const text = value.trim()
    if (!text.startsWith('{') && !text.startsWith('[')) return text === '' ? [] : [text]
    try {
      return namesOf(JSON.parse(text))
    } catch {
      return [text]
    }
  }
  if (Array.isArray(value))
    return value
      .filter((each) => typeof each === 'string' && each.trim() !== '')
      .map((each: string) => each.trim())
  if (typeof value === 'object' && value !== null && 'choices' in value) return namesOf(value.choices)
  return []
}

function severalReason(names: readonly string[]): string {
  return `somebody chose several classes, "${names[0]}" and "${names[1]}"; samples have one`
}

/** Who annotated: a number, an address, a name, or an object that has them. */
function personOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null) return null
  const { email, id, first_name: first, last_name: last } = value as Record<string, unknown>
  if (typeof email === 'string' && email !== '') return email
  const name = [first, last].filter((each) => typeof each === 'string' && each !== '').join(' ')
  return name !== '' ? name : idOf(id)
}

function idOf(value: unknown): string | null {
  return typeof value === 'number' || (typeof value === 'string' && value !== '') ? String(value) : null
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function listOf(value: unknown): Record<string, unknown>[] {
  if (!Array.isArray(value)) return []
  return value.filter((each): each is Record<string, unknown> => typeof each === 'object' && each !== null)
}
