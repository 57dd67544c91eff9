import type { UseQueryResult } from '@tanstack/react-query'
import { Grid3x3 } from 'lucide-react'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { t } from '../../lib/i18n.ts'
import { navigate } from '../../lib/route.ts'
import { useSample, useSession } from '../labeling/data/session-context.ts'
import { SampleFace } from './sample-face.tsx'
import styles from './sample-tiles.module.css'

/** More are not needed to see what they have in common; all of them open in Labeling. */
export const mostPictures = 60

export interface FoundSamples {
  /** In the session's store already, as far as they are shown. */
  ids: readonly number[]
  /** All there are, of which `ids` may be the first. */
  total: number
}

export interface SamplesDialogProps {
  title: string
  query: UseQueryResult<FoundSamples>
  onClose: () => void
}

/** The samples behind a number, to be seen here and worked on in Labeling. */
export function SamplesDialog({ title, query, onClose }: SamplesDialogProps) {
  const session = useSession()
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
          {t('sample:behind.open')}
        </Button>
      }
    >
      <Loaded query={query}>
        {(found) => (
          <>
            <ul className={styles.tiles} aria-label={title}>
              {found.ids.slice(0, mostPictures).map((id) => (
                <Tile key={id} id={id} />
              ))}
            </ul>
            {found.total > mostPictures && (
              <p className={styles.rest}>{t('sample:behind.more', { count: found.total - mostPictures })}</p>
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
      <span className={styles.name}>{name}</span>
    </li>
  )
}
