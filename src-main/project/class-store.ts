import { FewlabelError } from '../contract/errors.ts'
import { requireColour, requireGroup, requireGuideline, requireHotkey, requireName } from './class-checks.ts'
import { ColourDealer } from './class-colours.ts'
import { defaultHotkey } from './class-hotkeys.ts'
import { takeBackMerge, writeMerge } from './class-merging.ts'
import { type ClassRecord, type ClassRow, nameKey, readClassRows } from './class-rows.ts'
import type { ProjectConnection } from './connection.ts'
import { requireSampleId } from './sample-checks.ts'

export interface NewClass {
  name: string
  /** `#rrggbb`; a colour that differs from the others where absent. */
  colour?: string
  /** A free key where absent; null for none. */
  hotkey?: string | null
}

/**
 * The classes. Ids are never used twice; a merged class stays in the file and stands for the one it was merged
 * into, so that the log keeps what people said. Names (whatever their case) and keys are unique. Merges are steps of
 * the label log, which calls {@link merge} and {@link unmerge}.
 */
export class ClassStore {
  readonly #connection: ProjectConnection
  readonly #sampleCount: () => number
  #rows: ClassRow[] = []
  /** Classes that can be given, by what may not occur twice. */
  readonly #byName = new Map<string, ClassRow>()
  readonly #byHotkey = new Map<string, ClassRow>()

  constructor(connection: ProjectConnection, sampleCount: () => number) {
    this.#connection = connection
    this.#sampleCount = sampleCount
    this.refresh()
  }

  /** Classes that can be given, in the order they were made. */
  list(): ClassRecord[] {
    return this.#rows.filter((row) => row.mergedInto === null).map(toRecord)
  }

  /** All there ever were, merged ones included; ids count from 1 without gaps. */
  all(): readonly Readonly<ClassRow>[] {
    return this.#rows
  }

  get(id: number): ClassRecord {
    return toRecord(this.#live(id))
  }

  /** What the class is called or, where it was merged, was called; `class-not-found` when there never was one. */
  nameOf(id: number): string {
    return this.#row(id).name
  }

  /** Class of that name, whatever its case; null when there is none. */
  find(name: string): ClassRecord | null {
    const row = this.#byName.get(nameKey(name))
    return row ? toRecord(row) : null
  }

  /** The class `id` stands for after all merges; `class-not-found` when there never was one. */
  resolve(id: number): number {
    let row = this.#row(id)
    while (row.mergedInto !== null) row = this.#row(row.mergedInto)
    return row.id
  }

  add(entry: NewClass): ClassRecord {
    const [added] = this.addAll([entry])
    if (added instanceof FewlabelError) throw added
    return added
  }

  /** Adds them in one transaction; of each that cannot be added, why, and the others are. */
  addAll(entries: readonly NewClass[]): (ClassRecord | FewlabelError)[] {
    const { prepared, results } = this.#prepare(entries)
    if (prepared.length > 0) {
      this.#connection.write(() => this.#insert(prepared))
      this.refresh()
    }
    return results.map((result) => (result instanceof FewlabelError ? result : this.get(result)))
  }

  /**
   * The ids of classes by {@link nameKey}, those made that are missing. Inside a transaction of the caller's;
   * {@link refresh} after it.
   */
  addMissing(names: readonly string[]): Map<string, number> {
    const missing = names.filter((name) => !this.#byName.has(nameKey(name)))
    const { prepared, results } = this.#prepare(missing.map((name) => ({ name })))
    const refused = results.find((result) => result instanceof FewlabelError)
    if (refused instanceof FewlabelError) throw refused
    this.#insert(prepared)
    return new Map([...this.#byName.values(), ...prepared].map(({ id, name }) => [nameKey(name), id]))
  }

  /** New classes as they would be; of those that cannot be, why, and of the others the id. */
  #prepare(entries: readonly NewClass[]): { prepared: ClassRow[]; results: (number | FewlabelError)[] } {
    const names = new Map(this.#byName)
    const hotkeys = new Map(this.#byHotkey)
    const colours = new ColourDealer(this.list().map(({ colour }) => colour))
    const first = this.#rows.length + 1
    const prepared: ClassRow[] = []
    const results = entries.map((entry) => {
      try {
        const name = requireName(entry.name, (name) => names.get(nameKey(name)))
        const hotkey =
          entry.hotkey === undefined
            ? defaultHotkey(name, hotkeys)
            : requireHotkey(entry.hotkey, (key) => hotkeys.get(key))
        const colour = entry.colour ? requireColour(entry.colour) : colours.next()
        const id = first + prepared.length
        const row = { id, name, colour, hotkey, group: [], guideline: '', examples: [], mergedInto: null }
        prepared.push(row)
        names.set(nameKey(name), row)
        if (hotkey) hotkeys.set(hotkey, row)
        return row.id
      } catch (thrown) {
        if (thrown instanceof FewlabelError) return thrown
        throw thrown
      }
    })
    return { prepared, results }
  }

  rename(id: number, name: string): ClassRecord {
    this.#live(id)
    const clean = requireName(name, (name) => other(this.#byName.get(nameKey(name)), id))
    return this.#change(id, 'UPDATE classes SET name = ?, name_key = ? WHERE id = ?', clean, nameKey(clean))
  }

  recolour(id: number, colour: string): ClassRecord {
    this.#live(id)
    return this.#change(id, 'UPDATE classes SET colour = ? WHERE id = ?', requireColour(colour))
  }

  setHotkey(id: number, hotkey: string | null): ClassRecord {
    this.#live(id)
    const clean = requireHotkey(hotkey, (key) => other(this.#byHotkey.get(key), id))
    return this.#change(id, 'UPDATE classes SET hotkey = ? WHERE id = ?', clean)
  }

  /** Names of the groups it belongs to, outermost first. */
  setGroup(id: number, path: readonly string[]): ClassRecord {
    this.#live(id)
    const clean = JSON.stringify(requireGroup(path))
    return this.#change(id, 'UPDATE classes SET group_path = ? WHERE id = ?', clean)
  }

  setGuideline(id: number, guideline: string): ClassRecord {
    this.#live(id)
    return this.#change(id, 'UPDATE classes SET guideline = ? WHERE id = ?', requireGuideline(guideline))
  }

  /** Takes a sample among those that show what the class means, as the last one, or out of them. */
  setExample(id: number, sample: number, isExample: boolean): ClassRecord {
    this.#live(id)
    requireSampleId(sample, this.#sampleCount())
    const sql = isExample
      ? `INSERT OR IGNORE INTO class_examples (class_id, sample_id, place)
          SELECT $class, $sample, coalesce(max(place), 0) + 1 FROM class_examples WHERE class_id = $class`
      : 'DELETE FROM class_examples WHERE class_id = $class AND sample_id = $sample'
    this.#connection.write(() =>
      this.#connection.statement<[{ class: number; sample: number }]>(sql).run({ class: id, sample }),
    )
    this.refresh()
    return this.get(id)
  }

  /** Throws unless both can be given and are not the same. */
  requireMergeable(fromId: number, intoId: number): void {
    this.#live(fromId)
    this.#live(intoId)
    if (fromId !== intoId) return
    throw new FewlabelError('class-conflict', 'A class cannot be merged into itself.', {
      remedy: 'Choose another class to merge into.',
    })
  }

  /** From now on `fromId` stands for `intoId`. Inside a transaction of the caller's; {@link refresh} after it. */
  merge(fromId: number, intoId: number): void {
    writeMerge(this.#connection, fromId, intoId)
  }

  /** See {@link takeBackMerge}. Inside a transaction of the caller's; {@link refresh} after it. */
  unmerge(id: number): void {
    takeBackMerge(this.#connection, readClassRows(this.#connection), id)
  }

  /** Reads again what is kept in memory. */
  refresh(): void {
    this.#rows = readClassRows(this.#connection)
    this.#byName.clear()
    this.#byHotkey.clear()
    for (const row of this.#rows) {
      if (row.mergedInto !== null) continue
      this.#byName.set(nameKey(row.name), row)
      if (row.hotkey) this.#byHotkey.set(row.hotkey, row)
    }
  }

  #insert(rows: readonly ClassRow[]): void {
    const at = new Date().toISOString()
    const insert = this.#connection.statement<[number, string, string, string, string | null, string]>(
      'INSERT INTO classes (id, name, name_key, colour, hotkey, created_at) VALUES (?, ?, ?, ?, ?, ?)',
    )
    for (const { id, name, colour, hotkey } of rows) insert.run(id, name, nameKey(name), colour, hotkey, at)
  }

  #change(id: number, sql: string, ...values: (string | null)[]): ClassRecord {
    this.#connection.write(() => this.#connection.statement(sql).run(...values, id))
    this.refresh()
    return this.get(id)
  }

  #row(id: number): ClassRow {
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
}

/** The owner of a name or key, unless it is the class itself. */
function other(row: ClassRow | undefined, id: number): ClassRow | undefined {
  return row?.id === id ? undefined : row
}

function toRecord({ mergedInto, ...record }: ClassRow): ClassRecord {
  return { ...record, group: [...record.group], examples: [...record.examples] }
}
