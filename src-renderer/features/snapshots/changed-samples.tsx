import { useQuery } from '@tanstack/react-query'
import { Grid3x3 } from 'lucide-react'
import type { ChangedCell, ComparedPart } from '../../../src-main/contract/snapshots.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { t } from '../../lib/i18n.ts'
import { navigate } from '../../lib/route.ts'
import { trpc } from '../../lib/trpc.ts'
import { useSample, useSession } from '../labeling/data/session-context.ts'
import { Loaded } from '../quality/breakdown/loaded.tsx'
import { SampleFace } from '../sample/sample-face.tsx'
import styles from './snapshots.module.css'

export type OpenedCell = Pick<ChangedCell, 'from' | 'to'>

export interface ChangedSamplesProps {
  moments: { from: number; to: number | null }
  over: ComparedPart
  cell: OpenedCell
  title: string
  onClose: () => void
}

/** More are not needed to see what they have in common. */
const mostPictures = 60
/** What can be opened in Labeling at once. */
const mostOpened = 500

/** The samples behind one cell of a comparison, to be seen here and worked on in Labeling. */
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
  const ids = query.data?.ids ?? []
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
          {t('snapshots:matrix.open')}
        </Button>
      }
    >
      <Loaded query={query}>
        {(shown) => (
          <>
            <ul className={styles.tiles} aria-label={title}>
              {shown.ids.slice(0, mostPictures).map((id) => (
                <Tile key={id} id={id} />
              ))}
            </ul>
            {shown.total > mostPictures && (
              <p className={styles.note}>
                {t('snapshots:matrix.more', { count: shown.total - mostPictures })}
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
  const name = view?.externalId ?? String(id)
  return (
    <li className={styles.tile}>
      <span className={styles.picture}>
        <SampleFace id={id} view={view} alt={name} />
      </span>
      <span className={styles.caption}>{name}</span>
    </li>
  )
}
