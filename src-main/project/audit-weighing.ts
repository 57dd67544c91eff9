import type { ProjectConnection } from './connection.ts'
import { auditWeights, groupSamples, type SampleGroups } from './label-audit.ts'
import { readImports } from './label-events.ts'
import type { LabelState } from './label-state.ts'

/** How much the audit labels of a log count; see {@link auditWeights}. */
export class AuditWeighing {
  readonly #connection: ProjectConnection
  /** Taken from `of`; null after an import. */
  #groups: { of: ArrayLike<number>; samples: SampleGroups } | null = null

  constructor(connection: ProjectConnection) {
    this.#connection = connection
  }

  /** Follows an import. */
  forget(): void {
    this.#groups = null
  }

  weights(state: LabelState, groupOf: ArrayLike<number>): Float64Array {
    if (this.#groups?.of !== groupOf) {
      const imports = this.#connection.read(() => readImports(this.#connection))
      this.#groups = { of: groupOf, samples: groupSamples(groupOf, imports) }
    }
    return auditWeights(state.tape, state.auditLabels(), this.#groups.samples, state.current.excluded)
  }
}
