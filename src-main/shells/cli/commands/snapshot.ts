import type { OpenProject } from '../../../app/open-project.ts'
import { FewlabelError } from '../../../contract/errors.ts'
import { snapshotRequestSchema } from '../../../contract/snapshots.ts'
import type { CommandOptions } from '../command-options.ts'
import { plural } from '../formatting.ts'
import { type Session, withProject } from '../session.ts'
import { comparisonLines, restoreLines, snapshotLines } from '../snapshot-lines.ts'

/** `fewlabel snapshot list` */
export async function snapshotListCommand(
  session: Session,
  { file }: CommandOptions['snapshotList'],
): Promise<void> {
  await withSnapshots(session, 'list', file, async ({ snapshots }) => {
    const all = snapshots.list()
    session.report.result({ snapshots: all }, snapshotLines(all))
  })
}

/** `fewlabel snapshot take` */
export async function snapshotTakeCommand(
  session: Session,
  { file, ...given }: CommandOptions['snapshotTake'],
): Promise<void> {
  const request = snapshotRequestSchema.safeParse({ name: given.name, note: given.note })
  if (!request.success) {
    throw new FewlabelError('bad-request', 'That is no name or note for a snapshot.', {
      expected: 'a name of 1 to 100 characters, a note of at most 2,000',
    })
  }
  await withSnapshots(session, 'take', file, async ({ snapshots }) => {
    const taken = await snapshots.take(request.data)
    const { labeled } = taken.facts.counts
    session.report.result(taken, [
      `Snapshot “${taken.name}” taken of ${plural(labeled, 'label')}; SHA-256 ${taken.sha256}`,
    ])
  })
}

/** `fewlabel snapshot compare` */
export async function snapshotCompareCommand(
  session: Session,
  { file, name, other }: CommandOptions['snapshotCompare'],
): Promise<void> {
  await withSnapshots(session, 'compare', file, async ({ snapshots, store }) => {
    const from = store.snapshots.find(name).id
    const to = other === undefined ? null : store.snapshots.find(other).id
    const compared = await snapshots.compare(from, to)
    session.report.result(compared, comparisonLines(compared))
  })
}

/** `fewlabel snapshot restore` */
export async function snapshotRestoreCommand(
  session: Session,
  { file, name }: CommandOptions['snapshotRestore'],
): Promise<void> {
  await withSnapshots(session, 'restore', file, async ({ snapshots, store }) => {
    const restored = await snapshots.restore(store.snapshots.find(name).id)
    session.report.result(restored, restoreLines(restored))
  })
}

function withSnapshots(
  session: Session,
  command: string,
  file: string,
  work: (project: OpenProject) => Promise<void>,
): Promise<void> {
  return withProject(
    session,
    { command: `snapshot ${command}`, file, create: 'never' },
    async ({ project }) => {
      await project.ready()
      await work(project)
    },
  )
}
