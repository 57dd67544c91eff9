import type { NodeGraph } from '../decoder/greens-function.ts'
import { Survey } from './survey.ts'

/** Observed nodes taken into account at most. */
const observationLimit = 384
/** A node of which this little variance is left is known already: observing it would tell nothing. */
const knownBelow = 0.08

/**
 * The survey of what people have seen, kept from question to question. Labels come one by one, so almost always the
 * next survey is the last one and a node more; only when something was taken back it is begun anew.
 */
export class SurveyMemory {
  readonly #graph: NodeGraph
  #survey: Survey
  /** Nodes the survey has heard of, observed or known already. */
  #heard = new Set<number>()

  constructor(graph: NodeGraph) {
    this.#graph = graph
    this.#survey = new Survey(graph)
  }

  /** A survey that has observed these nodes: a copy, to go on with. */
  after(nodes: ReadonlySet<number>): Survey {
    for (const node of this.#heard) {
      if (nodes.has(node)) continue
      this.#survey = new Survey(this.#graph)
      this.#heard = new Set()
      break
    }
    for (const node of nodes) {
      if (this.#heard.has(node)) continue
      this.#heard.add(node)
      if (this.#survey.observations < observationLimit && this.#survey.variance[node] > knownBelow)
        this.#survey.observe(node)
    }
    return this.#survey.copy()
  }
}
