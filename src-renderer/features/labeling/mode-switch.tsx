import { KeyCaps } from '../../components/key-caps.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { t } from '../../lib/i18n.ts'
import { useSession, useView } from './data/session-context.ts'
import styles from './mode-switch.module.css'

/** Cluster by cluster, one sample at a time, or all of them on a map; the key is printed on what it leads to. */
export function ModeSwitch() {
  const session = useSession()
  const mode = useView((state) => state.mode)
  return (
    <div className={styles.switch}>
      <Segmented
        label={t('labeling:modes.label')}
        value={mode}
        onChange={(next) => session.setMode(next)}
        items={[
          { value: 'clusters', label: t('labeling:modes.clusters') },
          {
            value: 'queue',
            label: t('labeling:modes.queue'),
            hint: <KeyCaps id="queue" />,
          },
          {
            value: 'map',
            label: t('labeling:modes.map'),
            hint: <KeyCaps id="map" />,
          },
        ]}
      />
    </div>
  )
}
