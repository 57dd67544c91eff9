/** What a person can do to samples. */
export const labelActionKinds = ['label', 'bulk', 'clear', 'skip', 'flag', 'unflag'] as const
export type LabelActionKind = (typeof labelActionKinds)[number]

export interface LabelAction {
  /** Id in the log; grows from event to event. */
  id: number
  kind: LabelActionKind
  /** As it was said; merges are resolved when it is read. Null unless kind is label or bulk. */
  classId: number | null
  annotator: string
  /** ISO 8601, UTC. */
  at: string
}

/** What holds for every sample, by ordinal (id − 1). The arrays are live: they change with the log. */
export interface CurrentLabels {
  /** Class id, merges resolved; 0 where nobody labeled. */
  labels: Int32Array
  /** See {@link sourceHuman}; 0 where nobody labeled. */
  sources: Uint8Array
  /** 1 where the last word on an unlabeled sample is a skip. */
  skipped: Uint8Array
  /** 1 where flagged for a second look. */
  flagged: Uint8Array
}

/** Labeled on its own or in a selection. */
export const sourceHuman = 1
/** Labeled with its whole cluster. */
export const sourceBulk = 2

/** The ordinals a step touched and the class id of each before and after; 0 for none. */
export interface Effect {
  ordinals: Int32Array
  before: Int32Array
  after: Int32Array
}

/** Labels, skips and flags are three tracks: on each, the last action in effect has the last word on a sample. */
const trackOf = { label: 0, bulk: 0, clear: 0, skip: 1, flag: 2, unflag: 2 } as const

/**
 * Replays the label log in memory. Undo and redo follow one line of actions, whoever did them, so they are kept
 * as a tape with a head: undoing moves the head back and restores what each touched sample had before, redoing
 * moves it forward, and a new action cuts off what lies behind the head.
 */
export class LabelState {
  readonly current: CurrentLabels
  /** Per track, the id of the action that has the last word on each sample; 0 for none. */
  readonly #last: [Int32Array, Int32Array, Int32Array]
  readonly #actions = new Map<number, LabelAction>()
  readonly #resolve: (classId: number) => number
  #count: number

  /** Actions on the tape; the first `#head` of them are in effect. */
  readonly #tape: { action: LabelAction; start: number; end: number }[] = []
  #head = 0
  /** Ordinals the actions on the tape touch, and the last word each had before. */
  #touched = new Int32Array(1024)
  #before = new Int32Array(1024)

  /** `resolve` gives the class that a class stands for after all merges. */
  constructor(count: number, resolve: (classId: number) => number) {
    this.#count = count
    this.#resolve = resolve
    this.#last = [new Int32Array(count), new Int32Array(count), new Int32Array(count)]
    this.current = {
      labels: new Int32Array(count),
      sources: new Uint8Array(count),
      skipped: new Uint8Array(count),
      flagged: new Uint8Array(count),
    }
  }

  /** Makes room for samples imported since; the arrays of {@link current} are replaced. */
  grow(count: number): void {
    const grown = <Values extends Int32Array | Uint8Array>(values: Values): Values => {
      const larger = new (values.constructor as new (length: number) => Values)(count)
      larger.set(values)
      return larger
    }
    this.#count = count
    this.#last[0] = grown(this.#last[0])
    this.#last[1] = grown(this.#last[1])
    this.#last[2] = grown(this.#last[2])
    this.current.labels = grown(this.current.labels)
    this.current.sources = grown(this.current.sources)
    this.current.skipped = grown(this.current.skipped)
    this.current.flagged = grown(this.current.flagged)
  }

  get canUndo(): boolean {
    return this.#head > 0
  }

  get canRedo(): boolean {
    return this.#head < this.#tape.length
  }

  /** The action that {@link undo} would undo. */
  get undoTarget(): LabelAction | null {
    return this.#tape[this.#head - 1]?.action ?? null
  }

  get redoTarget(): LabelAction | null {
    return this.#tape[this.#head]?.action ?? null
  }

  /** The action that gave the sample its label; null where it has none. */
  labelAction(ordinal: number): LabelAction | null {
    if (!this.current.labels[ordinal]) return null
    return this.#actions.get(this.#last[0][ordinal]) ?? null
  }

  /** A new action on these ordinals: ends what could be redone. */
  apply(action: LabelAction, ordinals: ArrayLike<number>): Effect {
    for (const { action: cut } of this.#tape.splice(this.#head)) this.#actions.delete(cut.id)
    const start = this.#tape.at(-1)?.end ?? 0
    const end = start + ordinals.length
    this.#reserve(end)
    const last = this.#last[trackOf[action.kind]]
    for (let i = 0; i < ordinals.length; i++) {
      this.#touched[start + i] = ordinals[i]
      this.#before[start + i] = last[ordinals[i]]
    }
    this.#actions.set(action.id, action)
    this.#tape.push({ action, start, end })
    return this.redo()
  }

  /** Takes back the last action in effect. */
  undo(): Effect {
    const { action, start, end } = this.#tape[--this.#head]
    const before = this.#before.subarray(start, end)
    return this.#put(action.kind, this.#touched.slice(start, end), (i) => before[i])
  }

  /** Brings back the last action undone. */
  redo(): Effect {
    const { action, start, end } = this.#tape[this.#head++]
    return this.#put(action.kind, this.#touched.slice(start, end), () => action.id)
  }

  /** Derives all samples anew; called after classes were merged. */
  rederive(): void {
    for (let ordinal = 0; ordinal < this.#count; ordinal++) this.#derive(ordinal)
  }

  /** Gives each of `ordinals` another last word on the track of `kind`. */
  #put(kind: LabelActionKind, ordinals: Int32Array, wordOf: (i: number) => number): Effect {
    const { labels } = this.current
    const last = this.#last[trackOf[kind]]
    const before = ordinals.map((ordinal) => labels[ordinal])
    ordinals.forEach((ordinal, i) => {
      last[ordinal] = wordOf(i)
      this.#derive(ordinal)
    })
    return { ordinals, before, after: ordinals.map((ordinal) => labels[ordinal]) }
  }

  #derive(ordinal: number): void {
    const { labels, sources, skipped, flagged } = this.current
    const label = this.#actions.get(this.#last[0][ordinal])
    const isLabel = label !== undefined && label.classId !== null
    labels[ordinal] = isLabel ? this.#resolve(label.classId as number) : 0
    sources[ordinal] = isLabel ? (label.kind === 'bulk' ? sourceBulk : sourceHuman) : 0
    skipped[ordinal] = !isLabel && this.#last[1][ordinal] > this.#last[0][ordinal] ? 1 : 0
    flagged[ordinal] = this.#actions.get(this.#last[2][ordinal])?.kind === 'flag' ? 1 : 0
  }

  #reserve(length: number): void {
    if (length <= this.#touched.length) return
    const grow = (values: Int32Array<ArrayBuffer>) => {
      const larger = new Int32Array(Math.max(length, 2 * values.length))
      larger.set(values)
      return larger
    }
    this.#touched = grow(this.#touched)
    this.#before = grow(this.#before)
  }
}
