import { useQuery } from '@tanstack/react-query'
import type { ChangedCell, ComparedPart } from '../../../src-main/contract/snapshots.ts'
import { trpc } from '../../lib/trpc.ts'
import { useSession } from '../labeling/data/session-context.ts'
import { SamplesDialog } from '../sample/samples-dialog.tsx'

export type OpenedCell = Pick<ChangedCell, 'from' | 'to'>

export interface ChangedSamplesProps {
  moments: { from: number; to: number | null }
  over: ComparedPart
  cell: OpenedCell
  title: string
  onClose: () => void
}

/** What can be opened in Labeling at once. */
const mostOpened = 500

/** The samples behind one cell of a comparison. */
export function ChangedSamples({ moments, over, cell, title, onClose }: ChangedSamplesProps) {
  const session = useSession()
  const query = useQuery({
    queryKey: ['snapshots', 'samples', moments, over, cell],
    queryFn: async () => {
      const mark = session.samples.mark()
      const page = await trpc.snapshots.samples.query({ ...moments, over, cell, limit: mostOpened })
      session.samples.put(page.samples, mark)
      return { total: page.total, ids: page.samples.map(({ id }) => id) }
    },
    gcTime: 0,
  })
  return <SamplesDialog title={title} query={query} onClose={onClose} />
}
