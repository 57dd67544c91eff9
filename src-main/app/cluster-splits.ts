import { FewlabelError } from '../contract/errors.ts'
import type { SplitDetail } from '../project/label-action.ts'
import type { LabelReader } from '../project/label-reader.ts'
import type { Project } from '../project/project.ts'
import { clusterSize } from '../query/cluster-index.ts'
import {
  type ClusteredSamples,
  type ComponentParts,
  type ComponentSplit,
  findParts,
  splitComponent,
} from '../query/split-component.ts'
import { latentPoints } from './latent-means.ts'
import type { SortedSamples } from './prediction-state.ts'

/**
 * A run's clusters with those parted that people split, in the order in which they did. What is stored of the run stays
 * as it is: the parts follow from it, so they are the same in every session, and undo has them joined again.
 */
export class ClusterSplits {
  readonly #project: Project
  readonly #whole: SortedSamples
  /** By the splits up to and with each; finding parts takes a second where a cluster is large. */
  readonly #found = new Map<string, ComponentParts>()

  constructor(project: Project, whole: SortedSamples) {
    this.#project = project
    this.#whole = whole
  }

  /** What labels are given by, now or by another log; the samples as they were sorted where nothing is split. */
  inEffect(log: Pick<LabelReader, 'splits'> = this.#project.labels): SortedSamples {
    const splits = log.splits(this.#whole.runId)
    return splits.length === 0 ? this.#whole : { ...this.#whole, ...this.#after(splits) }
  }

  /**
   * What to remember of a split that somebody wants.
   *
   * @throws FewlabelError `not-found` where there is no such cluster, `bad-request` where it cannot be parted
   */
  plan(component: number, parts: number): SplitDetail {
    const { runId } = this.#whole
    const split = { component, parts, sorted: this.#whole.posteriors.count }
    const before = this.#project.labels.splits(runId)
    const samples = this.#after(before)
    const size = component < samples.clusters.componentCount ? clusterSize(samples.clusters, component) : 0
    if (size === 0) {
      throw new FewlabelError('not-found', 'There is no such cluster.', {
        found: `cluster ${component}`,
        remedy: 'Choose one from the board.',
      })
    }
    const { part } = this.#partsOf(samples, before, split)
    if (new Set(part).size < 2) {
      throw new FewlabelError('bad-request', 'This cluster cannot be split.', {
        expected: `at least ${parts} samples that differ from each other`,
        found: size < parts ? `${size}` : 'samples that all lie in one place',
      })
    }
    return { runId, ...split }
  }

  #after(splits: readonly ComponentSplit[]): ClusteredSamples {
    let samples: ClusteredSamples = this.#whole
    splits.forEach((split, i) => {
      samples = splitComponent(samples, split, this.#partsOf(samples, splits.slice(0, i), split))
    })
    const { posteriors, clusters } = samples
    return { posteriors, clusters }
  }

  #partsOf(
    samples: ClusteredSamples,
    before: readonly ComponentSplit[],
    split: ComponentSplit,
  ): ComponentParts {
    const key = [...before, split]
      .map(({ component, parts, sorted }) => `${component}/${parts}/${sorted}`)
      .join()
    const found = this.#found.get(key) ?? findParts(samples, split, latentPoints(this.#project, this.#whole))
    this.#found.set(key, found)
    return found
  }
}
