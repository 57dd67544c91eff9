import type { Forecast } from '../contract/quality.ts'
import { goalSchema, type SessionState } from '../contract/session.ts'
import type { Project } from '../project/project.ts'
import { type WorkMark, workOf } from './session-work.ts'

export interface SessionServiceOptions {
  project: Pick<Project, 'labels' | 'settings'>
  annotator: () => string
  /** How many more labels the lead's target takes; null while nobody knows. */
  forecast: () => Forecast | null
  publish: (state: SessionState) => void
  now?: () => Date
}

/** Milliseconds after an action until the window is told: nobody reads it between two keys. */
const pause = 200
const minute = 60_000

/** How the day goes for the annotator: told after every action, and every minute if there is news. */
export class SessionService {
  readonly #options: SessionServiceOptions
  readonly #everyMinute: NodeJS.Timeout
  #soon: NodeJS.Timeout | null = null
  #isClosed = false
  #told = ''

  constructor(options: SessionServiceOptions) {
    this.#options = options
    this.#everyMinute = setInterval(() => this.#tellNews(), minute).unref()
    this.#tellNews()
  }

  state(): SessionState {
    const { project, annotator, now = () => new Date() } = this.#options
    const who = annotator()
    const work = workOf(marksOf(project.labels), who, now())
    return {
      annotator: who,
      goal: project.settings.get(goalKey(who), goalSchema.nullable()) ?? null,
      ...work,
      minutesLeft: minutesLeft(this.#options.forecast(), work.perMinute),
    }
  }

  /** @param goal labels for a day; null for none */
  setGoal(goal: number | null): SessionState {
    const { project, annotator } = this.#options
    project.settings.set(goalKey(annotator()), goal)
    this.#tellNews()
    return this.state()
  }

  /** Something was done, or somebody else sits there now. */
  changed(): void {
    // What ends after this changes labels, too; by the time it would be told, the project's file is closed.
    if (this.#isClosed) return
    this.#soon ??= setTimeout(() => {
      this.#soon = null
      this.#tellNews()
    }, pause).unref()
  }

  close(): void {
    this.#isClosed = true
    clearInterval(this.#everyMinute)
    if (this.#soon) clearTimeout(this.#soon)
  }

  #tellNews(): void {
    const state = this.state()
    const text = JSON.stringify(state)
    if (text === this.#told) return
    this.#told = text
    this.#options.publish(state)
  }
}

function* marksOf(labels: Project['labels']): Generator<WorkMark> {
  for (const { action, samples } of labels.inEffect()) {
    const { annotator, at, kind, batchId } = action
    // What came in from elsewhere was not done in this session, whatever its times say.
    if (batchId !== null) continue
    yield {
      annotator,
      at,
      labels: kind === 'label' ? samples : 0,
      isLabel: kind === 'label' || kind === 'bulk',
    }
  }
}

function minutesLeft(forecast: Forecast | null, perMinute: number | null): SessionState['minutesLeft'] {
  if (forecast?.state === 'reached') return { low: 0, high: 0 }
  if (forecast?.state !== 'range' || perMinute === null) return null
  const { low, high } = forecast
  return { low: low / perMinute, high: high === null ? null : high / perMinute }
}

function goalKey(annotator: string): string {
  return `goal/${annotator}`
}
