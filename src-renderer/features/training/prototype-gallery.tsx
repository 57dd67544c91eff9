import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { TrainingRun } from '../../../src-main/contract/training.ts'
import type { GalleryView } from '../../../src-main/contract/window.ts'
import { Panel } from '../../components/panel.tsx'
import { formatPercent } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { prototypeUrl } from '../../lib/pictures.ts'
import { trpc } from '../../lib/trpc.ts'
import styles from './prototype-gallery.module.css'

export interface PrototypeGalleryProps {
  run: TrainingRun
  /** Training is over. */
  final: boolean
  /** Epoch of the pictures; null before there are any. */
  galleryEpoch: number | null
  /** Vectors are drawn as profiles, which need more width. */
  wideTiles: boolean
}

/** Decoded cluster means, largest cluster first, as they come out of training. */
export function PrototypeGallery({ run, final, galleryEpoch, wideTiles }: PrototypeGalleryProps) {
  const gallery = useQuery<GalleryView | null>({
    queryKey: ['training', 'gallery', run.id, galleryEpoch],
    queryFn: () => trpc.training.gallery.query(),
    enabled: galleryEpoch !== null,
    placeholderData: keepPreviousData,
  }).data
  // The same bound by which the engine counts live components.
  const dead = 0.1 / run.config.clusters

  return (
    <Panel
      title={t(final ? 'training:gallery.title' : 'training:gallery.soFar')}
      detail={t('training:gallery.detail')}
    >
      {gallery ? (
        <ul className={`${styles.tiles} ${wideTiles ? styles.wide : ''}`}>
          {gallery.components.map(({ component, mass }) => (
            <li
              key={component}
              className={styles.tile}
              data-dead={mass < dead ? '' : undefined}
              title={t('training:gallery.tile', { component, share: formatPercent(mass) })}
            >
              <img
                className={styles.picture}
                src={prototypeUrl(gallery.runId, gallery.epoch, component)}
                alt={t('training:gallery.picture', { component })}
                decoding="async"
              />
              <span className={styles.mass}>{formatPercent(mass)}</span>
            </li>
          ))}
        </ul>
      ) : (
        <p className={styles.empty}>{t(`training:gallery.empty.${run.config.encoder}`)}</p>
      )}
    </Panel>
  )
}
