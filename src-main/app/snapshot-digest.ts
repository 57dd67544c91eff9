import { createHash } from 'node:crypto'
import type { Snapshot } from '../contract/snapshots.ts'
import { posteriorWidth } from '../contract/training.ts'
import type { LabelReader } from '../project/label-reader.ts'
import type { Project } from '../project/project.ts'

/** What the sum of a snapshot is taken of, beside what the project holds. */
export type DigestedSnapshot = Pick<Snapshot, 'samples' | 'runId' | 'sorted'> & {
  facts: Pick<Snapshot['facts'], 'decoder' | 'prior' | 'classes'>
}

/**
 * SHA-256 of all that a snapshot stands for: labels with their authors, classes, settings, and what the model made of the
 * samples.
 *
 * @param log as it was then
 */
export function snapshotDigest(
  { posteriors }: Pick<Project, 'posteriors'>,
  { samples, runId, sorted, facts: { decoder, prior, classes } }: DigestedSnapshot,
  log: LabelReader,
): string {
  const hash = createHash('sha256')
  const add = (values: ArrayBufferView) =>
    hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
  hash.update(JSON.stringify({ snapshot: 1, samples, runId, sorted, decoder, prior, classes }))
  const { labels, sources, skipped, flagged, excluded, audited } = log.current()
  for (const values of [labels, sources, skipped, flagged, excluded, audited])
    add(values.subarray(0, samples))
  for (let ordinal = 0; ordinal < samples; ordinal++) {
    const origin = log.origin(ordinal + 1)
    if (origin) hash.update(`\n${ordinal} ${origin.annotator} ${origin.at}`)
  }
  const stored = runId === null ? null : posteriors.load(runId)
  if (stored) {
    add(stored.components.subarray(0, sorted * posteriorWidth))
    add(stored.weights.subarray(0, sorted * posteriorWidth))
    add(stored.means.subarray(0, sorted * stored.latentDimensions))
  }
  return hash.digest('hex')
}
