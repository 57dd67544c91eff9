import { useQuery } from '@tanstack/react-query'
import { Grid3x3 } from 'lucide-react'
import { Button } from '../../../components/button.tsx'
import { Dialog } from '../../../components/dialog.tsx'
import { t } from '../../../lib/i18n.ts'
import { navigate } from '../../../lib/route.ts'
import { trpc } from '../../../lib/trpc.ts'
import { useSample, useSession } from '../../labeling/data/session-context.ts'
import { SampleFace } from '../../sample/sample-face.tsx'
import type { ShownCell } from '../logic/confusion-view.ts'
import styles from '../review/duplicate-group.module.css'
import { Loaded } from './loaded.tsx'

/** More are not needed to see what they have in common; all of them open in Labeling. */
const mostPictures = 60

export interface ConfusedSamplesProps {
  cell: ShownCell
  nameOf: (classId: number | null) => string
  onClose: () => void
}

/** The samples behind one cell, to be seen here and worked on in Labeling. */
export function ConfusedSamples({ cell, nameOf, onClose }: ConfusedSamplesProps) {
  const session = useSession()
  const { labelId, guessId } = cell
  const title = t('quality:confusion.pair', { label: nameOf(labelId), guess: nameOf(guessId) })
  const query = useQuery({
    queryKey: ['quality', 'confused', labelId, guessId],
    queryFn: async () => {
      const ids = await trpc.quality.confusedSamples.query({ labelId, guessId })
      const mark = session.samples.mark()
      if (ids.length > 0)
        session.samples.put(await trpc.labeling.samples.query({ ids: ids.slice(0, mostPictures) }), mark)
      return ids
    },
    gcTime: 0,
  })
  const ids = query.data ?? []
  return (
    <Dialog
      open
      size="l"
      title={title}
      onClose={onClose}
      footer={
        <Button
          variant="primary"
          icon={<Grid3x3 size={14} />}
          disabled={ids.length === 0}
          onClick={() => {
            session.openSamples(ids, title)
            navigate(['label', 'clusters'])
          }}
        >
          {t('quality:confusion.open')}
        </Button>
      }
    >
      <Loaded query={query}>
        {(shown) => (
          <>
            <ul className={styles.tiles} aria-label={title}>
              {shown.slice(0, mostPictures).map((id) => (
                <Tile key={id} id={id} />
              ))}
            </ul>
            {shown.length > mostPictures && (
              <p className={styles.rest}>
                {t('quality:facts.moreDuplicates', { count: shown.length - mostPictures })}
              </p>
            )}
          </>
        )}
      </Loaded>
    </Dialog>
  )
}

function Tile({ id }: { id: number }) {
  const view = useSample(id)?.view
  const name = view?.externalId ?? t('quality:review.sample', { name: id })
  return (
    <li className={styles.tile}>
      <span className={styles.picture}>
        <SampleFace id={id} view={view} alt={name} />
      </span>
      <span className={styles.rest}>{name}</span>
    </li>
  )
}
