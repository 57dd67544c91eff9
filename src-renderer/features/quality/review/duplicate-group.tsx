import { t } from '../../../lib/i18n.ts'
import { useClassLooks } from '../../labeling/data/class-looks.ts'
import { useSample } from '../../labeling/data/session-context.ts'
import { LabelChip } from '../../labeling/label-chip.tsx'
import { SampleFace } from '../../sample/sample-face.tsx'
import styles from '../../sample/sample-tiles.module.css'

/** More are not needed to see that they are the same. */
const mostPictures = 24

/** The samples of a group beside each other, with their labels. */
export function DuplicateGroup({ samples }: { samples: readonly number[] }) {
  const rest = samples.length - mostPictures
  return (
    <div>
      <ul className={styles.tiles} aria-label={t('quality:facts.duplicatesName')}>
        {samples.slice(0, mostPictures).map((id) => (
          <Tile key={id} id={id} />
        ))}
      </ul>
      {rest > 0 && <p className={styles.rest}>{t('quality:facts.moreDuplicates', { count: rest })}</p>}
    </div>
  )
}

function Tile({ id }: { id: number }) {
  const looks = useClassLooks()
  const view = useSample(id)?.view
  const look = looks.get(view?.label?.classId ?? view?.guess?.classId ?? -1)
  return (
    <li className={styles.tile}>
      <span className={styles.picture}>
        <SampleFace id={id} view={view} alt={view?.externalId ?? t('quality:review.sample', { name: id })} />
      </span>
      <span className={styles.caption}>
        {look && view && (
          <LabelChip
            look={look}
            by={view.label?.source ?? 'model'}
            confidence={view.label ? undefined : view.guess?.confidence}
          />
        )}
      </span>
    </li>
  )
}
