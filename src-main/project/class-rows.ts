import { z } from 'zod'
import type { LabelClass } from '../contract/labeling.ts'
import type { ProjectConnection } from './connection.ts'

/** A class as the project holds it; how many samples have it is counted elsewhere. */
export type ClassRecord = Omit<LabelClass, 'labeled' | 'predicted'>

export interface ClassRow extends ClassRecord {
  /** The class it stands for, which may have been merged itself; null for one that can be given. */
  mergedInto: number | null
}

type StoredRow = Omit<ClassRow, 'group' | 'examples'> & { groupPath: string }

const groupPathSchema = z.array(z.string())

/** All classes there ever were, in the order they were made: ids count from 1 without gaps. */
export function readClassRows(connection: ProjectConnection): ClassRow[] {
  return connection.read(() => {
    const examples = new Map<number, number[]>()
    const stored = connection.statement<[], { classId: number; sample: number }>(
      'SELECT class_id AS classId, sample_id AS sample FROM class_examples ORDER BY class_id, place',
    )
    for (const { classId, sample } of stored.iterate()) {
      const of = examples.get(classId)
      if (of) of.push(sample)
      else examples.set(classId, [sample])
    }
    return connection
      .statement<[], StoredRow>(
        `SELECT id, name, colour, hotkey, group_path AS groupPath, guideline, merged_into AS mergedInto
          FROM classes ORDER BY id`,
      )
      .all()
      .map(({ groupPath, ...row }) => ({
        ...row,
        group: groupPath === '[]' ? [] : groupPathSchema.parse(JSON.parse(groupPath)),
        examples: examples.get(row.id) ?? [],
      }))
  })
}

/** What makes two names the same: surrounding space, case and Unicode composition do not count. */
export function nameKey(name: string): string {
  return name.normalize('NFC').trim().toLowerCase()
}
