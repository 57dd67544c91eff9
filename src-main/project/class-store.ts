import { FewlabelError } from '../contract/errors.ts'
import { classSchema, type LabelClass, reservedHotkeys } from '../contract/labeling.ts'
import { defaultColour } from './class-colours.ts'
import { defaultHotkey } from './class-hotkeys.ts'
import type { ProjectConnection } from './connection.ts'

/** A class as the project holds it; how many samples have it is counted elsewhere. */
export type ClassRecord = Pick<LabelClass, 'id' | 'name' | 'colour' | 'hotkey'>

export interface NewClass {
  name: string
  /** `#rrggbb`; a colour that differs from the others where absent. */
  colour?: string
  /** A free key where absent; null for none. */
  hotkey?: string | null
}

interface ClassRow extends ClassRecord {
  mergedInto: number | null
}

/**
 * The classes. Ids are never used twice; a merged class stays in the file and stands for the one it was merged
 * into, so that the log keeps what people said. Names (whatever their case) and keys are unique.
 */
export class ClassStore {
  readonly #connection: ProjectConnection
  readonly #whenMerged: () => void
  #rows: ClassRow[]

  /** `whenMerged` is called after every merge. */
  constructor(connection: ProjectConnection, whenMerged: () => void) {
    this.#connection = connection
    this.#whenMerged = whenMerged
    this.#rows = this.#readRows()
  }

  /** Classes that can be given, in the order they were made. */
  list(): ClassRecord[] {
    return this.#rows.filter((row) => row.mergedInto === null).map(toRecord)
  }

  get(id: number): ClassRecord {
    return toRecord(this.#live(id))
  }

  /** Class of that name, whatever its case; null when there is none. */
  find(name: string): ClassRecord | null {
    const key = nameKey(name)
    const row = this.#rows.find((row) => row.mergedInto === null && nameKey(row.name) === key)
    return row ? toRecord(row) : null
  }

  /** The class `id` stands for after all merges; `class-not-found` when there never was one. */
  resolve(id: number): number {
    let row = this.#row(id)
    while (row.mergedInto !== null) row = this.#row(row.mergedInto)
    return row.id
  }

  add({ name, colour, hotkey }: NewClass): ClassRecord {
    const live = this.list()
    const cleanName = this.#requireName(name, null)
    const taken = new Set(live.flatMap((other) => other.hotkey ?? []))
    const cleanHotkey =
      hotkey === undefined ? defaultHotkey(cleanName, taken) : this.#requireHotkey(hotkey, null)
    const cleanColour = colour ? requireColour(colour) : defaultColour(live.map((other) => other.colour))
    const id = this.#connection.write(() =>
      Number(
        this.#connection
          .statement<[string, string, string, string | null, string]>(
            'INSERT INTO classes (name, name_key, colour, hotkey, created_at) VALUES (?, ?, ?, ?, ?)',
          )
          .run(cleanName, nameKey(cleanName), cleanColour, cleanHotkey, new Date().toISOString())
          .lastInsertRowid,
      ),
    )
    this.#rows = this.#readRows()
    return this.get(id)
  }

  rename(id: number, name: string): ClassRecord {
    this.#live(id)
    const clean = this.#requireName(name, id)
    return this.#change(id, 'UPDATE classes SET name = ?, name_key = ? WHERE id = ?', clean, nameKey(clean))
  }

  recolour(id: number, colour: string): ClassRecord {
    this.#live(id)
    return this.#change(id, 'UPDATE classes SET colour = ? WHERE id = ?', requireColour(colour))
  }

  setHotkey(id: number, hotkey: string | null): ClassRecord {
    this.#live(id)
    return this.#change(id, 'UPDATE classes SET hotkey = ? WHERE id = ?', this.#requireHotkey(hotkey, id))
  }

  /** From now on `fromId` stands for `intoId`, in everything said before and in what undo and redo bring back. */
  merge(fromId: number, intoId: number): ClassRecord {
    this.#live(fromId)
    this.#live(intoId)
    if (fromId === intoId) {
      throw new FewlabelError('class-conflict', 'A class cannot be merged into itself.', {
        remedy: 'Choose another class to merge into.',
      })
    }
    this.#connection.write(() => {
      this.#connection
        .statement<[number, string, number]>('UPDATE classes SET merged_into = ?, merged_at = ? WHERE id = ?')
        .run(intoId, new Date().toISOString(), fromId)
    })
    this.#rows = this.#readRows()
    this.#whenMerged()
    return this.get(intoId)
  }

  #change(id: number, sql: string, ...values: (string | null)[]): ClassRecord {
    this.#connection.write(() => this.#connection.statement(sql).run(...values, id))
    this.#rows = this.#readRows()
    return this.get(id)
  }

  #readRows(): ClassRow[] {
    return this.#connection.read(() =>
      this.#connection
        .statement<[], ClassRow>(
          'SELECT id, name, colour, hotkey, merged_into AS mergedInto FROM classes ORDER BY id',
        )
        .all(),
    )
  }

  #row(id: number): ClassRow {
    // Ids count from 1 without gaps.
    const row = this.#rows[id - 1]
    if (!row) throw new FewlabelError('class-not-found', `There is no class ${id}.`, { found: String(id) })
    return row
  }

  #live(id: number): ClassRow {
    const row = this.#row(id)
    if (row.mergedInto === null) return row
    const into = this.#row(this.resolve(id))
    throw new FewlabelError('class-not-found', `The class “${row.name}” was merged into “${into.name}”.`, {
      remedy: `Use “${into.name}”.`,
    })
  }

  #requireName(name: string, id: number | null): string {
    const clean = name.normalize('NFC').trim()
    if (!classSchema.shape.name.safeParse(clean).success) {
      throw new FewlabelError('bad-request', 'That is no name for a class.', {
        expected: '1 to 200 characters',
        found: clean === '' ? 'an empty name' : `${clean.length} characters`,
      })
    }
    const other = this.find(clean)
    if (other && other.id !== id) {
      throw new FewlabelError('class-conflict', `There is a class “${other.name}” already.`, {
        expected: 'a name no other class has, whatever its case',
        found: clean,
        remedy: 'Choose another name, or merge the two classes.',
      })
    }
    return clean
  }

  #requireHotkey(hotkey: string | null, id: number | null): string | null {
    if (hotkey === null) return null
    if (!classSchema.shape.hotkey.safeParse(hotkey).success) {
      throw new FewlabelError('bad-request', 'That key cannot be used for a class.', {
        expected: 'one digit or lower-case letter',
        found: hotkey,
      })
    }
    if (reservedHotkeys.has(hotkey)) {
      throw new FewlabelError('class-conflict', `The key “${hotkey}” has another use in the window.`, {
        expected: `a digit or a letter other than ${[...reservedHotkeys].join(', ')}`,
        found: hotkey,
        remedy: 'Choose another key.',
      })
    }
    const other = this.list().find((other) => other.hotkey === hotkey && other.id !== id)
    if (other) {
      throw new FewlabelError('class-conflict', `The key “${hotkey}” belongs to “${other.name}”.`, {
        found: hotkey,
        remedy: `Choose another key, or take it from “${other.name}” first.`,
      })
    }
    return hotkey
  }
}

/** What makes two names the same: surrounding space, case and Unicode composition do not count. */
function nameKey(name: string): string {
  return name.normalize('NFC').trim().toLowerCase()
}

function requireColour(colour: string): string {
  const clean = colour.toLowerCase()
  if (classSchema.shape.colour.safeParse(clean).success) return clean
  throw new FewlabelError('bad-request', 'That is no colour.', { expected: '#rrggbb', found: colour })
}

function toRecord({ id, name, colour, hotkey }: ClassRow): ClassRecord {
  return { id, name, colour, hotkey }
}
