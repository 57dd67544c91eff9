import { probability } from './export-fields.ts'
import type { ExportOpinion, ExportWriter } from './export-writer.ts'
import { withOpenFiles } from './open-files.ts'
import { extrasOf, opinionsOf, type ShownRow, shownRows } from './task-contents.ts'

/**
 * `prodigy.jsonl` (or one file per part) with the images beside it, in the forms of Prodigy's own recipes: texts with the
 * `label` they were given, images with all classes as `options`. What people said is answered, a line for each of them;
 * what only the model says has no `answer`, so that Prodigy asks about it. Hashes are left to Prodigy, which makes them of
 * tasks that have none.
 */
export const prodigyWriter: ExportWriter = {
  async write(job, output) {
    const options = job.classes.map(({ name }) => ({ id: name, text: name }))
    await withOpenFiles(output, async (fileOf) => {
      for await (const shown of shownRows(job, output)) {
        const file = await fileOf(`${shown.row.split ?? 'prodigy'}.jsonl`)
        const opinions = opinionsOf(job, shown.row)
        const answers = opinions.length > 0 ? opinions : [null]
        const extras = extrasOf(job, shown.row, taskKeys)
        for (const opinion of answers) {
          await file.write(`${JSON.stringify({ ...lineOf(shown, opinion, options), ...extras })}\n`)
        }
      }
    })
  },
}

/** What tasks of Prodigy have of their own. */
const taskKeys = [
  ...['text', 'image', 'label', 'options', 'accept', 'answer', 'meta', 'html', 'spans', '_view_id'],
  ...['_annotator_id', '_session_id', '_timestamp', '_input_hash', '_task_hash'],
]

function lineOf({ row, picture, text }: ShownRow, opinion: ExportOpinion | null, options: object[]) {
  const label = opinion ? opinion.label : row.label
  const task =
    picture === null
      ? { text, label, _view_id: 'classification' }
      : { image: picture, options, accept: [label], _view_id: 'choice' }
  return {
    ...task,
    ...(opinion && {
      answer: 'accept',
      _annotator_id: opinion.annotator,
      _session_id: opinion.annotator,
      _timestamp: Math.floor(Date.parse(opinion.at) / 1000),
    }),
    meta: {
      id: row.id,
      ...(row.confidence !== null && label === row.label && { score: probability(row.confidence) }),
      label_source: opinion ? opinion.source : 'model',
      ...(opinion && { labeled_at: opinion.at }),
    },
  }
}
