import { GalleryVerticalEnd, LayoutGrid } from 'lucide-react'
import { Segmented } from '../../components/segmented.tsx'
import { useSession, useView } from './data/session-context.ts'
import styles from './mode-switch.module.css'

/** Cluster by cluster, or one sample at a time. */
export function ModeSwitch() {
  const session = useSession()
  const mode = useView((state) => state.mode)
  return (
    <div className={styles.switch}>
      <Segmented
        label="Way of working (Q)"
        value={mode}
        onChange={(next) => session.setMode(next)}
        items={[
          { value: 'clusters', label: 'Clusters', icon: <LayoutGrid size={14} /> },
          { value: 'queue', label: 'Queue', icon: <GalleryVerticalEnd size={14} /> },
        ]}
      />
    </div>
  )
}
