import type { FuzzSubject } from './fuzz-subject.ts'
import { tableSubjects } from './table-subjects.ts'
import { treeSubjects } from './tree-subjects.ts'

/** A subject or several for every reader there is. */
export async function fuzzSubjects(): Promise<FuzzSubject[]> {
  return [...(await tableSubjects()), ...treeSubjects()]
}
