import { randomUUID } from 'node:crypto'
import { rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { type ImportFormat, importFormatSchema } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import { posteriorWidth } from '../contract/training.ts'
import type { PackageReport, WorkProgress } from '../contract/work.ts'
import type { BatchStep } from '../project/label-batches.ts'
import type { Posteriors } from '../project/posterior-store.ts'
import { Project } from '../project/project.ts'
import { moveIntoPlace } from '../project/project-file.ts'
import { RateEstimate } from './rate-estimate.ts'

export interface PackageContents {
  annotator: string
  /** Ids, ascending. */
  samples: Int32Array
  /** Without the model's sorting and without what people said. */
  independent: boolean
  /** Its samples were drawn evenly among all that were open. */
  drawn: boolean
}

export interface PackageOptions {
  signal?: AbortSignal
  onProgress?: (progress: WorkProgress) => void
}

/** Samples between two turns of the event loop. */
const samplesPerTurn = 256

/**
 * Writes a package: a project of its own with some of the samples, which the same program opens and labels, and which
 * knows where it comes from. Imported truth stays behind, and so do the places of files on this computer. The file is
 * there whole or not at all, and never takes the place of another.
 */
export async function writeWorkPackage(
  project: Project,
  file: string,
  contents: PackageContents,
  options: PackageOptions = {},
): Promise<{ report: PackageReport; logId: string }> {
  const { annotator, samples, independent, drawn } = contents
  const temporary = join(dirname(file), `.${basename(file)}.${randomUUID()}.tmp`)
  try {
    const target = Project.create(temporary, {
      holder: 'a work package',
      name: `${project.name} – ${annotator}`,
    })
    let logId: string
    let facts: Pick<PackageReport, 'withoutOriginal' | 'withModel'>
    try {
      const withoutOriginal = await copySamples(project, target, contents, options)
      const placeOf = new Map(Array.from(samples, (id, place) => [id, place + 1]))
      const classIds = copyClasses(project, target, independent ? new Map() : placeOf)
      const withModel = !independent && copyModel(project, target, samples)
      if (!independent) copyLabels(project, target, placeOf, classIds)
      target.settings.set('annotator', annotator)
      target.work.setOrigin({
        logId: project.labels.identity,
        projectName: project.name,
        annotator,
        independent,
        drawn,
        madeAt: new Date().toISOString(),
        classIds: [...classIds.keys()],
      })
      logId = target.labels.identity
      facts = { withoutOriginal, withModel }
    } finally {
      target.close()
    }
    moveIntoPlace(temporary, file)
    const report = { annotator, file, samples: samples.length, bytes: statSync(file).size, ...facts }
    return { report, logId }
  } finally {
    for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(temporary + ending, { force: true })
  }
}

/** @returns how many originals stay behind */
async function copySamples(
  project: Project,
  target: Project,
  { annotator, samples, independent }: PackageContents,
  { signal, onProgress }: PackageOptions,
): Promise<number> {
  const shape = project.samples.inputShape()
  if (!shape) throw new FewlabelError('source-empty', 'There are no samples in the project.')
  const hashes = project.work.hashesOf(new Set(samples))
  const rate = new RateEstimate()
  let withoutOriginal = 0
  let next = 0
  let end = 0
  for (const { source, format, imported, fieldNames, featureNames } of project.work.imports()) {
    end += imported
    if (next >= samples.length || samples[next] > end) continue
    const transaction = target.beginImport({
      source: basename(source),
      format: importFormatSchema.catch('folder' as ImportFormat).parse(format),
      shape,
      recipe: project.samples.recipe(),
      fieldNames,
      featureNames,
    })
    try {
      for (; next < samples.length && samples[next] <= end; next++) {
        const id = samples[next]
        const original = project.samples.original(id)
        const isHere = original !== null && 'bytes' in original
        if (original && !isHere) withoutOriginal++
        transaction.add({
          // Paths and file names often say what a sample is.
          externalId: independent ? String(id) : project.samples.meta(id).externalId,
          sourcePath: null,
          input: project.samples.input(id),
          thumbnail: project.samples.thumbnail(id),
          original: isHere ? original : null,
          contentHash: hashes.get(id) as Uint8Array,
          truth: null,
          fields: project.samples.fields(id).map(({ value }) => value),
          text: project.samples.text(id) ?? undefined,
        })
        if (next % samplesPerTurn !== samplesPerTurn - 1) continue
        onProgress?.({
          annotator,
          done: next + 1,
          total: samples.length,
          secondsLeft: rate.secondsLeft(next + 1, samples.length, performance.now()),
        })
        await nextTurn()
        if (signal?.aborted) throw new FewlabelError('cancelled', 'Stopped; nothing was written.')
      }
      transaction.commit()
    } finally {
      transaction.rollback()
    }
  }
  onProgress?.({ annotator, done: samples.length, total: samples.length, secondsLeft: 0 })
  return withoutOriginal
}

/**
 * @param placeOf samples that may show what a class means; who is to judge on her own is told of none
 * @returns id in the package by id here, in the order of the package
 */
function copyClasses(
  project: Project,
  target: Project,
  placeOf: ReadonlyMap<number, number>,
): Map<number, number> {
  const classes = project.classes.list()
  const added = target.classes.addAll(classes.map(({ name, colour, hotkey }) => ({ name, colour, hotkey })))
  const ids = new Map<number, number>()
  added.forEach((result, at) => {
    if (result instanceof FewlabelError) throw result
    const { id, group, guideline, examples } = classes[at]
    ids.set(id, result.id)
    if (group.length > 0) target.classes.setGroup(result.id, group)
    if (guideline !== '') target.classes.setGuideline(result.id, guideline)
    for (const sample of examples) {
      const place = placeOf.get(sample)
      if (place !== undefined) target.classes.setExample(result.id, place, true)
    }
  })
  return ids
}

/** The sorting of the samples by the run in use, with its pictures of clusters; false where none of them is sorted. */
function copyModel(project: Project, target: Project, samples: Int32Array): boolean {
  const runId = project.posteriors.current()
  const posteriors = runId === null ? null : project.posteriors.load(runId)
  if (runId === null || !posteriors) return false
  const sorted = samples.filter((id) => id <= posteriors.count)
  if (sorted.length === 0) return false
  const { config, backend, epochs, seconds, liveComponents, finishedAt } = project.runs.get(runId)
  const { id } = target.runs.create({ ...config, continues: null })
  const done = { backend, epochs, seconds, liveComponents, finishedAt }
  target.runs.update(id, { ...done, state: 'done' })
  const writer = target.posteriors.begin(id, posteriors.componentCount, posteriors.latentDimensions)
  writer.add(rowsOf(posteriors, sorted))
  writer.commit()
  const gallery = project.posteriors.gallery(runId)
  if (gallery) target.posteriors.saveGallery({ ...gallery, runId: id })
  return true
}

function rowsOf(posteriors: Posteriors, samples: Int32Array) {
  const { components, weights, means, latentDimensions: width } = posteriors
  const rows = {
    first: 0,
    count: samples.length,
    components: new Uint16Array(samples.length * posteriorWidth),
    weights: new Float32Array(samples.length * posteriorWidth),
    means: new Float32Array(samples.length * width),
  }
  samples.forEach((id, at) => {
    const from = (id - 1) * posteriorWidth
    rows.components.set(components.subarray(from, from + posteriorWidth), at * posteriorWidth)
    rows.weights.set(weights.subarray(from, from + posteriorWidth), at * posteriorWidth)
    rows.means.set(means.subarray((id - 1) * width, id * width), at * width)
  })
  return rows
}

/** What people said of these samples, under the numbers it has here: when it comes back it is known. */
function copyLabels(
  project: Project,
  target: Project,
  placeOf: ReadonlyMap<number, number>,
  classIds: ReadonlyMap<number, number>,
): void {
  const { identity } = project.labels
  const origins = project.labels.origins(0, Number.MAX_SAFE_INTEGER)
  const steps: BatchStep[] = []
  for (const { action, ordinals } of project.labels.stepsInEffect()) {
    const { id, kind, classId, annotator, at, asked, detail } = action
    const samples = Array.from(ordinals).flatMap((ordinal) => placeOf.get(ordinal + 1) ?? [])
    if (samples.length === 0) continue
    const given = classId === null ? undefined : classIds.get(project.classes.resolve(classId))
    const origin = origins.get(id) ?? { logId: identity, eventId: id }
    steps.push({ kind, classId: given, annotator, at, asked, detail, samples, origin })
  }
  const comments = [...placeOf].flatMap(([id, sample]) =>
    project.comments.count(id) === 0
      ? []
      : project.comments.list(id).map(({ annotator, at, text }) => ({ sample, annotator, at, text })),
  )
  target.comments.takeIn(comments)
  target.labels.appendBatch(steps, { kind: 'work', name: project.name, annotator: 'Fewlabel' })
}
