import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { basename, extname, join, resolve } from 'node:path'
import { FewlabelError } from '../contract/errors.ts'
import { workExtension } from '../contract/project-extension.ts'
import type { QualityReport } from '../contract/quality.ts'
import type {
  AuditLogReport,
  AuditLogRequest,
  MergeReport,
  PackageReport,
  TeamReport,
  WorkPackages,
  WorkPlan,
  WorkProgress,
  WorkState,
} from '../contract/work.ts'
import type { Project } from '../project/project.ts'
import type { NewAssignment } from '../project/work-store.ts'
import { agreementAmong } from '../quality/agreement.ts'
import type { LabelingService } from './labeling-service.ts'
import { writeAuditLog } from './work-audit-log.ts'
import { mergeWorkPackage } from './work-merge.ts'
import { agreementInput, teamWork } from './work-opinions.ts'
import { type PackageOptions, writeWorkPackage } from './work-package.ts'
import { shareOut } from './work-plan.ts'

export interface WorkServiceOptions {
  project: Project
  labeling: LabelingService
  annotator: () => string
  /** Who is how reliable. */
  judged: () => QualityReport['annotators']
}

/** Several people at one project: who labels what, packages that travel, and how far they agree. */
export class WorkService {
  readonly #options: WorkServiceOptions
  #report: { key: string; report: TeamReport } | null = null
  #running: { abort: AbortController; progress: WorkProgress | null } | null = null

  constructor(options: WorkServiceOptions) {
    this.#options = options
  }

  /** Shares samples out among people who label in this very project, one after the other. */
  assign(plan: WorkPlan): TeamReport {
    if (plan.overlap > 1) {
      throw new FewlabelError(
        'bad-request',
        'In one project nobody is asked what somebody else has labeled.',
        {
          expected: 'packages of work, where several people are to label the same samples',
          found: `${plan.overlap} people for a sample`,
        },
      )
    }
    this.#options.project.work.assign(this.#shareOut(plan).filter(({ samples }) => samples.length > 0))
    return this.team()
  }

  withdraw(assignmentId: number): TeamReport {
    this.#options.project.work.withdraw(assignmentId)
    return this.team()
  }

  /** What is being made; somebody who looks asks now and then. */
  state(): WorkState {
    return { progress: this.#running?.progress ?? null }
  }

  /** Ends what is being made; nothing of it stays. */
  cancel(): WorkState {
    this.#running?.abort.abort()
    return this.state()
  }

  /** Makes a package for each of these people, all or none. */
  async makePackages(request: WorkPackages, options: PackageOptions = {}): Promise<PackageReport[]> {
    if (this.#running) {
      throw new FewlabelError('busy', 'Packages are being made.', { remedy: 'Wait for them or cancel it.' })
    }
    const running = { abort: new AbortController(), progress: null as WorkProgress | null }
    this.#running = running
    try {
      const signals = [running.abort.signal, ...(options.signal ? [options.signal] : [])]
      return await this.#make(request, {
        signal: AbortSignal.any(signals),
        onProgress: (progress) => {
          running.progress = progress
          options.onProgress?.(progress)
        },
      })
    } finally {
      this.#running = null
    }
  }

  async #make(request: WorkPackages, options: PackageOptions): Promise<PackageReport[]> {
    const { project } = this.#options
    requireUsualProject(project)
    const shares = this.#shareOut(request).filter(({ samples }) => samples.length > 0)
    const files = packageFiles(
      request,
      shares.map(({ annotator }) => annotator),
    )
    const made: { report: PackageReport; logId: string }[] = []
    try {
      for (const [at, { annotator, samples, drawn }] of shares.entries()) {
        const contents = {
          annotator,
          samples: Int32Array.from(samples),
          independent: request.independent,
          drawn,
        }
        made.push(await writeWorkPackage(project, files[at], contents, options))
      }
      const ids = project.work.assign(shares)
      for (const [at, { report, logId }] of made.entries()) {
        const { independent } = request
        project.work.recordPackage(ids[at], { logId, fileName: basename(report.file), independent })
      }
    } catch (thrown) {
      for (const { report } of made) rmSync(report.file, { force: true })
      throw thrown
    }
    return made.map(({ report }) => report)
  }

  merge(path: string): MergeReport {
    const { project, labeling, annotator } = this.#options
    return mergeWorkPackage(project, labeling, resolve(path), annotator())
  }

  /** Who is there, how far they agree, and what they were given. */
  team(): TeamReport {
    const { project, labeling } = this.#options
    const { revision } = labeling.summary()
    const key = `${revision}/${project.work.revision}/${project.work.merges().length}`
    if (this.#report?.key !== key) this.#report = { key, report: this.#reckon(revision) }
    return this.#report.report
  }

  /** Breaks off what is being made. */
  async close(): Promise<void> {
    this.cancel()
  }

  writeLog(request: AuditLogRequest, signal?: AbortSignal): Promise<AuditLogReport> {
    return writeAuditLog(this.#options.project, { ...request, out: resolve(request.out) }, signal)
  }

  #reckon(revision: number): TeamReport {
    const { project, judged } = this.#options
    const { excluded } = project.labels.current()
    const { people, settled } = teamWork(project.labels.stepsInEffect(), excluded, (classId) =>
      project.classes.resolve(classId),
    )
    const byName = new Map(people.map((person) => [person.annotator, person]))
    const assignments = project.work.assignments().map(({ package: made, ...assignment }) => {
      const samples = project.work.samplesOf(assignment.id)
      const dealtWith = byName.get(assignment.annotator)?.dealtWith
      const done = dealtWith ? samples.reduce((sum, id) => sum + (dealtWith.has(id - 1) ? 1 : 0), 0) : 0
      const { id, annotator, choice, assignedBy, assignedAt } = assignment
      return {
        ...{ id, annotator, choice, assignedBy, assignedAt, done },
        samples: samples.length,
        package: made && { fileName: made.fileName, independent: made.independent, madeAt: made.madeAt },
      }
    })
    const agreement = agreementAmong(
      agreementInput(
        people,
        project.classes.list().map(({ id }) => id),
      ),
    )
    const reliability = new Map(judged().map((one) => [one.annotator, one.reliability]))
    const names = new Set([...byName.keys(), ...assignments.map(({ annotator }) => annotator)])
    const counts = new Uint16Array(project.samples.count())
    for (const { classes } of people) for (const ordinal of classes.keys()) counts[ordinal]++
    const origin = project.work.origin()
    return {
      revision,
      people: [...names].sort().map((annotator) => {
        const own = byName.get(annotator)
        const given = assignments.filter((one) => one.annotator === annotator)
        const sum = (of: 'samples' | 'done') => given.reduce((total, one) => total + one[of], 0)
        return {
          annotator,
          labels: own?.classes.size ?? 0,
          shared: own ? Array.from(own.classes.keys()).filter((ordinal) => counts[ordinal] > 1).length : 0,
          reliability: reliability.get(annotator) ?? null,
          perMinute: own?.perMinute ?? null,
          assigned: sum('samples'),
          done: sum('done'),
        }
      }),
      agreement,
      assignments,
      merges: project.work.merges(),
      disputes: project.labels.disputes().length,
      settled,
      origin: origin && {
        logId: origin.logId,
        projectName: origin.projectName,
        annotator: origin.annotator,
        independent: origin.independent,
        drawn: origin.drawn,
        madeAt: origin.madeAt,
      },
    }
  }

  #shareOut(plan: WorkPlan): NewAssignment[] {
    const { project, labeling, annotator } = this.#options
    const current = project.labels.current()
    const assignments = project.work.assignments()
    const assigned = new Map<number, string[]>()
    for (const one of assignments) {
      for (const id of project.work.samplesOf(one.id)) {
        const has = assigned.get(id - 1)
        if (has) has.push(one.annotator)
        else assigned.set(id - 1, [one.annotator])
      }
    }
    const shares = shareOut(plan, {
      count: project.samples.count(),
      component: labeling.model.sorted?.clusters.component ?? null,
      ...current,
      assigned,
    })
    // Whoever takes samples out by choice leaves a rest that is none of chance.
    const drawn = plan.choice.from === 'share' && !plan.withLabeled && assignments.every((one) => one.drawn)
    return plan.people.map((name, at) => ({
      annotator: name,
      choice: plan.choice,
      drawn,
      assignedBy: annotator(),
      samples: Int32Array.from(shares[at], (ordinal) => ordinal + 1),
    }))
  }
}

/** The file as given for one person, files in a folder for several; `project-exists` where one is there. */
function packageFiles({ people, out }: WorkPackages, names: readonly string[]): string[] {
  const path = resolve(out)
  const isFolder = existsSync(path) && statSync(path).isDirectory()
  if (people.length === 1 && !isFolder) {
    return [extname(path) === workExtension ? path : path + workExtension]
  }
  mkdirSync(path, { recursive: true })
  const files = fileNames(names).map((name) => join(path, name + workExtension))
  const taken = files.find((file) => existsSync(file))
  if (taken !== undefined) {
    throw new FewlabelError('project-exists', 'There is a file of that name already.', {
      file: taken,
      remedy: 'Choose another folder.',
    })
  }
  return files
}

/** People's names as file names, each once. */
function fileNames(names: readonly string[]): string[] {
  const used = new Set<string>()
  return names.map((name) => {
    const safe =
      name
        .normalize('NFC')
        .replace(/[^\p{L}\p{N}._-]+/gu, '-')
        .replace(/^[.-]+|[.-]+$/g, '') || 'work'
    let unique = safe
    for (let again = 2; used.has(unique.toLowerCase()); again++) unique = `${safe}-${again}`
    used.add(unique.toLowerCase())
    return unique
  })
}

function requireUsualProject(project: Project): void {
  if (!project.work.origin()) return
  throw new FewlabelError('bad-request', 'This is a work package itself; it is not shared out further.', {
    remedy: 'Make packages in the project it comes from.',
  })
}
