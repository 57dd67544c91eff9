import { decoderKinds } from '../contract/labeling.ts'
import type { ClusterClasses, Confusion, DecoderComparison, Groupings } from '../contract/quality.ts'
import { auditsNeeded } from '../quality/accuracy-estimate.ts'
import { clusterClasses } from '../quality/cluster-classes.ts'
import { confusion } from '../quality/confusion.ts'
import { compareDecoders } from '../quality/decoder-comparison.ts'
import { groupQuality } from '../quality/group-quality.ts'
import { readGroupings } from './field-groups.ts'
import { auditGuesses, keptComponents, type QualitySources } from './quality-inputs.ts'

/** Samples behind one cell that are shown at most. */
const mostSamples = 500

/** What lies behind the numbers of the report: reckoned when somebody asks, and not with every label. */
export class QualityBreakdown {
  readonly #sources: QualitySources
  /** Fields never change once they are imported; reading those of all samples takes a while. */
  #fields: { samples: number; read: ReturnType<typeof readGroupings> } | null = null

  constructor(sources: QualitySources) {
    this.#sources = sources
  }

  confusion(): Confusion {
    const { classIds, audit } = this.#audit()
    return confusion(classIds, audit)
  }

  /** Ids of the audit samples in one cell of the confusion, those the model was surest of first. */
  confusedSamples({ labelId, guessId }: { labelId: number; guessId: number | null }): number[] {
    const { classIds, audit } = this.#audit()
    const label = classIds.indexOf(labelId)
    const guess = guessId === null ? -1 : classIds.indexOf(guessId)
    if (label < 0 || (guessId !== null && guess < 0)) return []
    return audit.ordinals
      .map((ordinal, i) => ({ ordinal, i }))
      .filter(({ i }) => audit.label[i] === label && audit.guess[i] === guess)
      .sort((a, b) => audit.confidence[b.i] - audit.confidence[a.i])
      .slice(0, mostSamples)
      .map(({ ordinal }) => ordinal + 1)
  }

  clusterClasses(): ClusterClasses[] {
    const { project, labeling } = this.#sources
    const { predictions, sorted } = labeling.model
    if (!predictions || !sorted) return []
    return clusterClasses({
      component: keptComponents(sorted.clusters, project.labels.current().excluded),
      componentCount: sorted.clusters.componentCount,
      labels: labeling.model.labels(),
      guesses: predictions.predictions.best,
      classIds: predictions.classIds,
    })
  }

  groups(): Groupings {
    const { project, labeling } = this.#sources
    const { audit } = this.#audit()
    const { groupings, leftOut } = this.#groupings()
    return {
      auditsNeeded,
      leftOut,
      groupings: groupings.map(({ by, values, group }) => ({
        by,
        groups: groupQuality({
          values,
          group,
          labeled: labeling.model.labels(),
          excluded: project.labels.current().excluded,
          audit,
        }),
      })),
    }
  }

  /** All decoders on the same audit samples; takes about as long as making each of them anew. */
  decoders(): DecoderComparison {
    const { labeling } = this.#sources
    const { classIds, audit } = this.#audit()
    const inUse = labeling.model.predictions?.kind ?? labeling.model.decoderKind
    const isEnough = audit.right.length >= auditsNeeded
    const right = new Map(
      decoderKinds.map((kind) => {
        if (kind === inUse || !isEnough) return [kind, audit.right]
        return [kind, auditGuesses(this.#sources, labeling.model.stateWith(kind), classIds).right]
      }),
    )
    return compareDecoders({ inUse, right, weight: audit.weight })
  }

  #groupings(): ReturnType<typeof readGroupings> {
    const { samples } = this.#sources.project
    const count = samples.count()
    if (this.#fields?.samples !== count) this.#fields = { samples: count, read: readGroupings(samples) }
    return this.#fields.read
  }

  #audit() {
    const { labeling } = this.#sources
    const { predictions } = labeling.model
    const classIds = predictions?.classIds ?? []
    return { classIds, audit: auditGuesses(this.#sources, predictions, classIds) }
  }
}
