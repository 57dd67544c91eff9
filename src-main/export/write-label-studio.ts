import { probability } from './export-fields.ts'
import type { ExportClass, ExportJob, ExportModel, ExportWriter } from './export-writer.ts'
import { labelStudioReadme } from './label-studio-readme.ts'
import { extrasOf, guessOf, opinionsOf, type ShownRow, shownRows, showsPictures } from './task-contents.ts'

/** Label Studio takes in at most 250,000 tasks and 50 MB in one file; a little stays free for its own counting. */
const partTasks = 249_000
const partBytes = 48 * 1024 * 1024

/**
 * A project for Label Studio: `config.xml` (what is to be labeled), `tasks.json` (and `tasks-2.json`, … where one file
 * would be more than Label Studio takes), `images/` and a README that says how they are served. What people said is in
 * `annotations`, one for each of them; what the model says is in `predictions`. `completed_by` is left out, since ids of
 * users are those of one server; names are in `annotator`.
 */
export const labelStudioWriter: ExportWriter = {
  async write(job, output) {
    await output.writeAll('config.xml', [labelingConfig(job.classes, showsPictures(job))])
    let part = 0
    const tasks = shownRows(job, output)
    let next = await tasks.next()
    let id = 0
    let annotation = 0
    const nextAnnotation = () => ++annotation
    while (!next.done) {
      part++
      const file = await output.create(part === 1 ? 'tasks.json' : `tasks-${part}.json`)
      try {
        await file.write('[')
        for (let written = 0; !next.done && written < partTasks && file.bytes < partBytes; written++) {
          id++
          await file.write(
            `${written === 0 ? '' : ','}\n${JSON.stringify(taskOf(job, next.value, id, nextAnnotation))}`,
          )
          next = await tasks.next()
        }
        await file.write('\n]\n')
      } catch (error) {
        await file.abandon()
        throw error
      }
      await file.close()
    }
    await output.writeAll('README.md', [labelStudioReadme(job, part)])
  },
}

/** Names of the control and of what it labels; tasks refer to them. */
const control = 'choice'

/** The labeling interface: the picture or text, and the classes to choose from, each with its colour. */
export function labelingConfig(classes: readonly ExportClass[], isPicture: boolean): string {
  const shown = isPicture
    ? '<Image name="image" value="$image" zoom="true"/>'
    : '<Text name="text" value="$text"/>'
  const choices = classes.map(
    ({ name, colour }) =>
      `    <Choice value="${attribute(name)}" style="border-left: 4px solid ${colour}; padding-left: 6px"/>\n`,
  )
  return [
    '<View>\n',
    `  ${shown}\n`,
    `  <Choices name="${control}" toName="${isPicture ? 'image' : 'text'}" choice="single" showInLine="true">\n`,
    ...choices,
    '  </Choices>\n',
    '</View>\n',
  ].join('')
}

function taskOf(job: ExportJob, { row, picture, text }: ShownRow, id: number, nextAnnotation: () => number) {
  const target = picture === null ? 'text' : 'image'
  const result = (key: string, label: string) => [
    { id: key, from_name: control, to_name: target, type: 'choices', value: { choices: [label] } },
  ]
  const annotations = opinionsOf(job, row).map(({ annotator, label, source, at }, i) => ({
    id: nextAnnotation(),
    annotator,
    label_source: source,
    was_cancelled: false,
    created_at: at,
    updated_at: at,
    result: result(`a${id}-${i + 1}`, label),
  }))
  const guess = job.model && guessOf(job, row)
  const predictions =
    guess && job.model
      ? [
          {
            model_version: modelVersion(job.model),
            score: probability(guess.score),
            result: result(`p${id}`, guess.label),
          },
        ]
      : []
  const data = {
    [target]:
      picture === null
        ? text
        : `/data/local-files/?d=${encodeURI(picture).replace(/[?#&+]/g, encodeURIComponent)}`,
    ref: row.id,
    ...(row.split !== null && { split: row.split }),
    ...extrasOf(job, row, [target, 'ref', 'split']),
  }
  return { id, data, annotations, predictions }
}

function modelVersion({ run, decoder }: ExportModel): string {
  return `run-${run}-${decoder}`
}

function attribute(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
  return text
    .replace(/[&<>"]/g, (character) => entities[character])
    .replace(/\s/g, (space) => {
      // White space other than a blank becomes a blank in attributes unless it is written as a number.
      return space === ' ' ? space : `&#${space.charCodeAt(0)};`
    })
}
