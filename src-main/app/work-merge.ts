import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { FewlabelError } from '../contract/errors.ts'
import { commentSchema } from '../contract/labeling.ts'
import { type ClassConflict, type MergeReport, mergeReportSchema } from '../contract/work.ts'
import type { ClassRecord } from '../project/class-rows.ts'
import { requireFile } from '../project/file-header.ts'
import type { BatchStep } from '../project/label-batches.ts'
import { Project } from '../project/project.ts'
import type { StoredOrigin } from '../project/work-store.ts'
import type { LabelingService } from './labeling-service.ts'
import { readSteps } from './work-steps.ts'

const mostDisputesListed = 1000

/**
 * Takes the labels of a package back into the project it was made from, as one step of the history. Steps keep their
 * authors, times and identities, so that a package may come any number of times: what is here already is left alone.
 * Nothing is taken from a file that is not sound, not a package, or one of another project.
 */
export function mergeWorkPackage(
  project: Project,
  labeling: LabelingService,
  path: string,
  mergedBy: string,
): MergeReport {
  return withPackage(path, (from) => {
    const origin = requireOrigin(from, project, path)
    const samples = matchSamples(from, project)
    const classes = new ClassMatch(from, project, { origin, file: path })
    const read = readSteps(from, project, { origin, samples, classes, path })
    // Whatever is wrong with the package has shown by now: from here on things change.
    classes.make(project, labeling)
    const steps = read.steps.map((step) => classes.settled(step))
    const { withdrawn, leftOut } = read
    const before = new Set(project.labels.disputes())
    const taken = labeling.takeIn(steps, { kind: 'work', name: basename(path) })
    const comments = project.comments.takeIn(commentsOf(from, samples))
    const disputed = Array.from(project.labels.disputes()).filter((ordinal) => !before.has(ordinal))
    const touched = new Set(steps.flatMap((step) => Array.from(step.samples)))
    if (comments > 0) labeling.refined()
    project.work.recordMerge({
      logId: from.labels.identity,
      fileName: basename(path),
      annotator: origin.annotator,
      mergedBy,
      batchId: taken.change?.batch?.id ?? null,
      taken: taken.added,
      known: taken.known,
      disputed: disputed.length,
    })
    return mergeReportSchema.parse({
      file: path,
      annotator: origin.annotator,
      people: [...new Set(steps.map(({ annotator }) => annotator))].sort(),
      taken: taken.added,
      known: taken.known,
      samples: touched.size,
      comments,
      classesAdded: classes.added,
      classConflicts: classes.conflicts,
      disputed: disputed.length,
      disputedSamples: disputed.slice(0, mostDisputesListed).map((ordinal) => ordinal + 1),
      withdrawn,
      leftOut,
      unknownSamples: from.samples.count() - samples.size,
    } satisfies MergeReport)
  })
}

/**
 * Opens a copy: the package stays as it is, whatever it is opened with, and may lie where nothing can be written. It is
 * looked at as any project is.
 */
function withPackage<Result>(path: string, work: (from: Project) => Result): Result {
  requireFile(path)
  const folder = mkdtempSync(join(tmpdir(), 'fewlabel-work-'))
  try {
    const copy = join(folder, basename(path))
    for (const ending of ['', '-wal', '-journal']) {
      if (existsSync(path + ending)) copyFileSync(path + ending, copy + ending)
    }
    let from: Project
    try {
      from = Project.open(copy, { holder: 'a merge' })
    } catch (thrown) {
      // Named as people know it, not as the copy.
      const { code, message, details } = FewlabelError.from(thrown)
      throw new FewlabelError(code, message, { ...details, file: path }, { cause: thrown })
    }
    try {
      return work(from)
    } finally {
      from.close()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function requireOrigin(from: Project, project: Project, file: string): StoredOrigin {
  const origin = from.work.origin()
  if (!origin) {
    throw new FewlabelError('source-unsupported', 'This is a project of its own, not a work package.', {
      file,
      expected: 'a .fewlabel-work file made from this project',
      remedy: 'Choose the file that was given to the person, with her labels in it.',
    })
  }
  if (origin.logId !== project.labels.identity) {
    throw new FewlabelError('source-mismatch', 'This work package was made from another project.', {
      file,
      expected: `a package of “${project.name}”`,
      found: `one of “${origin.projectName}”`,
      remedy: 'Open that project and merge the package there.',
    })
  }
  return origin
}

/** Ids here by ids there; what the project does not have is missing. */
function matchSamples(from: Project, project: Project): Map<number, number> {
  const all = new Set(Array.from({ length: from.samples.count() }, (_, i) => i + 1))
  const matched = new Map<number, number>()
  for (const [there, hash] of from.work.hashesOf(all)) {
    const here = project.work.sampleWith(hash)
    if (here !== null) matched.set(there, here)
  }
  return matched
}

/** Which class here a class there is. Until {@link make} a class that is not here yet has a number below 0. */
class ClassMatch {
  readonly added: string[] = []
  readonly conflicts: ClassConflict[] = []
  readonly #from: Project
  readonly #ids = new Map<number, number>()
  readonly #missing: ClassRecord[] = []
  readonly #made = new Map<number, number>()

  constructor(
    from: Project,
    project: Project,
    { origin: { classIds }, file }: { origin: StoredOrigin; file: string },
  ) {
    this.#from = from
    for (const [at, original] of classIds.entries()) this.#match(at + 1, original, project, file)
    for (const own of from.classes.list().filter(({ id }) => id > classIds.length)) {
      const known = project.classes.find(own.name)
      this.#ids.set(own.id, known?.id ?? -own.id)
      if (!known) this.#missing.push(own)
    }
  }

  /** Makes classes that are not here yet. */
  make(project: Project, labeling: LabelingService): void {
    for (const { id, name, colour, group, guideline } of this.#missing) {
      const made = labeling.classes.add({ name, colour })
      if (group.length > 0) project.classes.setGroup(made.id, group)
      if (guideline !== '') project.classes.setGuideline(made.id, guideline)
      this.#made.set(-id, made.id)
      this.added.push(name)
    }
  }

  /** The step with the classes that were made. */
  settled({ classId, said, ...step }: BatchStep): BatchStep {
    const own = (id: number) => this.#made.get(id) ?? id
    return {
      ...step,
      classId: classId === undefined ? undefined : own(classId),
      said: said && { ...said, classIds: Array.from(said.classIds, own) },
    }
  }

  /** A class that came with the package: it is known by its number, whatever it is called since. */
  #match(there: number, original: number, project: Project, file: string): void {
    const resolved = this.#from.classes.resolve(there)
    const name = this.#from.classes.nameOf(there)
    if (resolved !== there) {
      this.conflicts.push({ kind: 'merged-there', name, became: this.#from.classes.nameOf(resolved) })
      return
    }
    let here: number
    try {
      here = project.classes.resolve(original)
    } catch (thrown) {
      throw new FewlabelError(
        'source-damaged',
        'The package names a class that this project never had.',
        { file, found: name, remedy: 'Ask for the package again, as it was saved by Fewlabel.' },
        { cause: thrown },
      )
    }
    this.#ids.set(there, here)
    const became = project.classes.nameOf(here)
    if (here !== original) this.conflicts.push({ kind: 'merged-here', name, became })
    else if (became !== name) this.conflicts.push({ kind: 'renamed', name, became })
  }

  /** Id here of a class there, after the merges there. */
  of(there: number): number | undefined {
    return this.#ids.get(this.#from.classes.resolve(there))
  }
}

function commentsOf(from: Project, samples: ReadonlyMap<number, number>) {
  return Array.from(from.comments.samplesWithComments()).flatMap((there) => {
    const sample = samples.get(there)
    if (sample === undefined) return []
    return from.comments
      .list(there)
      .filter((comment) => commentSchema.safeParse(comment).success)
      .map(({ annotator, at, text }) => ({ sample, annotator, at, text }))
  })
}
