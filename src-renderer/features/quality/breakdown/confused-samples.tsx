import { useQuery } from '@tanstack/react-query'
import { t } from '../../../lib/i18n.ts'
import { trpc } from '../../../lib/trpc.ts'
import { useSession } from '../../labeling/data/session-context.ts'
import { mostPictures, SamplesDialog } from '../../sample/samples-dialog.tsx'
import type { ShownCell } from '../logic/confusion-view.ts'

export interface ConfusedSamplesProps {
  cell: ShownCell
  nameOf: (classId: number | null) => string
  onClose: () => void
}

/** The samples behind one cell. */
export function ConfusedSamples({ cell, nameOf, onClose }: ConfusedSamplesProps) {
  const session = useSession()
  const { labelId, guessId } = cell
  const query = useQuery({
    queryKey: ['quality', 'confused', labelId, guessId],
    queryFn: async () => {
      const ids = await trpc.quality.confusedSamples.query({ labelId, guessId })
      const mark = session.samples.mark()
      if (ids.length > 0)
        session.samples.put(await trpc.labeling.samples.query({ ids: ids.slice(0, mostPictures) }), mark)
      return { ids, total: ids.length }
    },
    gcTime: 0,
  })
  return (
    <SamplesDialog
      title={t('quality:confusion.pair', { label: nameOf(labelId), guess: nameOf(guessId) })}
      query={query}
      onClose={onClose}
    />
  )
}
