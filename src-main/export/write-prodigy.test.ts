import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ExportJob, ExportOpinion } from './export-writer.ts'
import { exampleJob, exampleRow } from './testing/example-job.ts'
import { writeExport } from './write-export.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fewlabel-prodigy-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const said = (
  annotator: string,
  label: string,
  source: ExportOpinion['source'] = 'human',
): ExportOpinion => ({
  annotator,
  label,
  source,
  at: '2026-11-03T09:15:02.000Z',
})

/** The tasks of one sample that three people labeled. */
async function tasks(more: object, changes: Partial<ExportJob> = {}): Promise<Record<string, unknown>[]> {
  const out = join(folder, 'tasks')
  const labeled = { labelSource: 'human', annotator: 'ann', label: 'cat' } as const
  const opinions = () => [said('ann', 'cat'), said('ben', '007'), said('cem', 'cat', 'bulk')]
  await writeExport(
    exampleJob({ format: 'prodigy', out, ...more }, { rows: [exampleRow(1, labeled)], opinions, ...changes }),
  )
  const lines = (await readFile(join(out, 'prodigy.jsonl'), 'utf8')).trimEnd().split('\n')
  return lines.map((line) => JSON.parse(line))
}

it.each([
  [{}, ['ann', 'ben', 'cem']],
  [{ filter: { annotators: ['ann'] } }, ['ann']],
  [{ sources: ['human'] }, ['ann', 'ben']],
])('has a line for everybody whose labels are asked for (%j)', async (asked, people) => {
  const lines = await tasks(asked)
  expect(lines.map((line) => line._annotator_id)).toEqual(people)
})

it('keeps apart what a task says of itself and fields of the same names', async () => {
  const [line] = await tasks(
    { withSamples: true },
    {
      fieldNames: ['_annotator_id', 'answer', 'age'],
      sample: () => ({ vector: null, text: null, fields: ['somebody', 'no', '7'] }),
    },
  )
  expect(line).toMatchObject({ _annotator_id: 'ann', answer: 'accept', age: '7' })
  expect(line).toMatchObject({ _annotator_id_2: 'somebody', answer_2: 'no' })
})
