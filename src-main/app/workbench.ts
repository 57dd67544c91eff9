import { existsSync, mkdirSync } from 'node:fs'
import { userInfo } from 'node:os'
import { extname, join, resolve } from 'node:path'
import { z } from 'zod'
import type { About } from '../contract/about.ts'
import type { StartProgram } from '../contract/child-program.ts'
import type { ImportRequest } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import { type ProjectSummary, projectExtension, type RecentProject } from '../contract/project.ts'
import type { EngineBackend, EngineStatus } from '../contract/training.ts'
import type { FolderListing, ShellInfo, SourcePreview } from '../contract/window.ts'
import { openSource } from '../dataset/open-source.ts'
import { sweepUnpacked } from '../dataset/unpack-folder.ts'
import type { EngineClient } from '../engine/engine-client.ts'
import { Project } from '../project/project.ts'
import { describeProgram } from './about.ts'
import { drawLetters } from './draw-letters.ts'
import { listFolder } from './folder-listing.ts'
import { OpenProject } from './open-project.ts'
import { type Peeked, peekSource } from './peek-source.ts'
import { RecentProjects } from './recent-projects.ts'
import { Topics } from './topics.ts'

const sampleProjectName = 'Handwritten letters'
const sampleProjectCount = 5000
const sampleProjectSeed = 1

export interface WorkbenchOptions {
  engine: EngineClient
  startProgram: StartProgram
  /** Where the list of recent projects is kept. */
  configFolder: string
  /** Where new projects are proposed to be kept. */
  projectsFolder: string
  shell: ShellInfo['shell']
  version: string
  /** What the shell stands on, for the about dialog: Electron, Chromium, Node. */
  parts?: About['parts']
  /** Where the program writes what happens; not given where that goes to the terminal. */
  logFolder?: string | null
  /** Named to whoever finds the project in use: "Fewlabel window", "fewlabel train". */
  holder: string
}

/** The whole program behind its shells: at most one project is open at a time. */
export class Workbench {
  readonly topics = new Topics()
  readonly #options: WorkbenchOptions
  readonly #recent: RecentProjects
  #open: OpenProject | null = null
  /** Opening and closing happen one after the other, however fast they are asked for. */
  #turn: Promise<unknown> = Promise.resolve()
  #annotator: string

  constructor(options: WorkbenchOptions) {
    this.#options = options
    this.#recent = new RecentProjects(join(options.configFolder, 'recent-projects.json'))
    this.#annotator = userName()
    this.topics.publish({ topic: 'project', state: null })
    this.topics.publish({ topic: 'engine', state: options.engine.status() })
    options.engine.onStatus((state) => this.topics.publish({ topic: 'engine', state }))
    // What an import that was killed had unpacked; nobody waits for it.
    void sweepUnpacked()
  }

  shellInfo(): ShellInfo {
    const { shell, version, projectsFolder } = this.#options
    return { shell, version, platform: process.platform, projectsFolder, annotator: this.#annotator }
  }

  /** @param notices whether the shell serves the licences of all parts */
  about(notices: boolean): About {
    const { shell, version, parts = [], configFolder, projectsFolder, logFolder = null } = this.#options
    return describeProgram({ shell, version, parts, configFolder, projectsFolder, logFolder, notices })
  }

  /** The name that goes into the label log; kept in the project that is open. */
  setAnnotator(name: string): ShellInfo {
    this.#annotator = name
    this.#open?.store.settings.set('annotator', name)
    this.#open?.session.changed()
    return this.shellInfo()
  }

  listFolder(folder: string | undefined): Promise<FolderListing> {
    return listFolder(folder, this.#options.projectsFolder)
  }

  recentProjects(): RecentProject[] {
    return this.#recent.list()
  }

  forgetProject(path: string): RecentProject[] {
    this.#recent.forget(path)
    return this.recentProjects()
  }

  currentSummary(): ProjectSummary | null {
    return this.#open?.summary() ?? null
  }

  /** The open project; `no-project-open` when there is none. */
  project(): OpenProject {
    if (!this.#open) {
      throw new FewlabelError('no-project-open', 'No project is open.', {
        remedy: 'Open or create one first.',
      })
    }
    return this.#open
  }

  createProject(path: string): Promise<ProjectSummary> {
    return this.#switchTo(() => Project.create(withExtension(path), { holder: this.#options.holder }))
  }

  openProject(path: string): Promise<ProjectSummary> {
    if (this.#open?.store.path === resolve(path)) return Promise.resolve(this.#open.summary())
    return this.#switchTo(() => Project.open(resolve(path), { holder: this.#options.holder }))
  }

  /** Opens the sample project; makes it first, drawing its letters in the background. */
  async openSampleProject(): Promise<ProjectSummary> {
    const path = join(this.#options.projectsFolder, sampleProjectName + projectExtension)
    // What is labeled is nobody else's business on a machine that several people use.
    mkdirSync(this.#options.projectsFolder, { recursive: true, mode: 0o700 })
    const summary = existsSync(path) ? await this.openProject(path) : await this.createProject(path)
    const project = this.project()
    if (summary.samples === 0 && !project.imports.busy) {
      // Goes on in the background; how it goes is in the `import` topic.
      void drawLetters(project, { count: sampleProjectCount, seed: sampleProjectSeed }).catch(() => {})
    }
    return project.summary()
  }

  closeProject(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#closeOpen()
      this.topics.publish({ topic: 'labeling', state: null })
      this.topics.publish({ topic: 'quality', state: null })
      this.topics.publish({ topic: 'session', state: null })
      this.topics.publish({ topic: 'project', state: null })
    })
  }

  async previewSource(request: ImportRequest): Promise<SourcePreview> {
    const { format, shape, total, columns, notices } = await openSource(request, this.#options.startProgram)
    return { format, shape, total, columns, notices }
  }

  peekSource(request: ImportRequest, signal?: AbortSignal): Promise<Peeked[]> {
    return peekSource(request, this.#options.startProgram, signal)
  }

  engineStatus(): EngineStatus {
    return this.#options.engine.status()
  }

  /** Starts the engine anew on the backend asked for; refused while training runs. */
  async restartEngine(backend: EngineBackend | 'auto'): Promise<EngineStatus> {
    if (this.#open?.training.busy) {
      throw new FewlabelError('busy', 'Training is running.', { remedy: 'Pause it first.' })
    }
    await this.#options.engine.stop()
    return this.#options.engine.start(backend)
  }

  /** Starts the engine so that it is ready when it is needed; its state is in the `engine` topic. */
  warmUp(): void {
    // A failure is part of the published state.
    this.#options.engine.start().catch(() => {})
  }

  /** Ends everything; the project file is whole and alone afterwards. */
  async close(): Promise<void> {
    await this.#inTurn(() => this.#closeOpen())
    await this.#options.engine.stop()
  }

  #switchTo(open: () => Project): Promise<ProjectSummary> {
    return this.#inTurn(async () => {
      // The new one first: if it cannot be opened, the person stays where she is.
      const store = open()
      await this.#closeOpen()
      try {
        this.#annotator = store.settings.get('annotator', z.string().min(1)) ?? this.#annotator
        this.#open = new OpenProject(store, {
          engine: this.#options.engine,
          startProgram: this.#options.startProgram,
          topics: this.topics,
          annotator: () => this.#annotator,
          version: this.#options.version,
        })
      } catch (error) {
        // Nobody would close it any more, and everybody else would find it in use.
        store.close()
        throw error
      }
      const summary = this.#open.summary()
      this.#recent.remember(summary)
      return summary
    })
  }

  async #closeOpen(): Promise<void> {
    const project = this.#open
    if (!project) return
    const summary = project.summary()
    this.#open = null
    await project.close()
    this.#recent.remember(summary)
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work)
    this.#turn = result.catch(() => {})
    return result
  }
}

function userName(): string {
  try {
    return userInfo().username || 'annotator'
  } catch {
    // Some containers have users without a name.
    return 'annotator'
  }
}

function withExtension(path: string): string {
  const absolute = resolve(path)
  return extname(absolute) === projectExtension ? absolute : absolute + projectExtension
}
