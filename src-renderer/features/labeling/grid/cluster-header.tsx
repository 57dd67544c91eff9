import { useQuery } from '@tanstack/react-query'
import { ChevronDown, ChevronUp } from 'lucide-react'
import { IconButton } from '../../../components/icon-button.tsx'
import { Segmented } from '../../../components/segmented.tsx'
import { Slider } from '../../../components/slider.tsx'
import { formatCount, formatCounted } from '../../../lib/format.ts'
import { ClusterPicture } from '../board/cluster-picture.tsx'
import { selectAll, selectNone } from '../data/labeling-commands.ts'
import type { MemberList, MemberOrder } from '../data/member-list.ts'
import { boardQuery } from '../data/queries.ts'
import { useSession, useView } from '../data/session-context.ts'
import { tileSizes } from '../logic/tile-layout.ts'
import styles from './cluster-header.module.css'

const wholePercent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 })

const orders: readonly { value: MemberOrder; label: string }[] = [
  { value: 'typical', label: 'Typical' },
  { value: 'borderline', label: 'Borderline' },
  { value: 'random', label: 'Random' },
]

/** Says which cluster is open, and how its samples are shown. */
export function ClusterHeader({ members }: { members: MemberList }) {
  const session = useSession()
  const order = useView((state) => state.order)
  const tileSize = useView((state) => state.tileSize)
  const chosen = useView((state) => state.selection.chosen.size)
  const { data: cluster } = useQuery({
    ...boardQuery,
    select: (board) => board.find((candidate) => candidate.component === members.component),
  })
  const sizeStep = tileSizes.findIndex((size) => size >= tileSize)

  return (
    <header className={styles.header}>
      <ClusterPicture component={members.component} size={48} />
      <div className={styles.title}>
        <div className={styles.name}>
          <h1>Cluster {members.component}</h1>
          <IconButton
            label="Previous cluster"
            keyId="cluster-previous"
            size="s"
            icon={<ChevronUp size={16} />}
            onClick={() => session.stepCluster(-1)}
          />
          <IconButton
            label="Next cluster"
            keyId="cluster-next"
            size="s"
            icon={<ChevronDown size={16} />}
            onClick={() => session.stepCluster(1)}
          />
        </div>
        {chosen > 0 && (
          <p className={styles.chosen}>
            <strong>{formatCount(chosen)} chosen</strong>
            <button type="button" className={styles.link} onClick={() => void selectAll(session)}>
              Choose all
            </button>
            <button type="button" className={styles.link} onClick={() => selectNone(session)}>
              None
            </button>
          </p>
        )}
        {chosen === 0 && (
          <p className={styles.detail}>
            {cluster &&
              `${formatCounted(cluster.size, 'sample')} · ${formatCount(cluster.labeled)} labeled · ${wholePercent.format(cluster.uncertainty)} unsure`}
          </p>
        )}
      </div>
      <div className={styles.tools}>
        <Segmented
          label="Which samples first"
          value={order}
          onChange={(next) => session.setOrder(next)}
          items={orders}
        />
        <div className={styles.size}>
          <Slider
            label="Picture size"
            value={sizeStep}
            min={0}
            max={tileSizes.length - 1}
            step={1}
            format={(step) => `${tileSizes[step]} pixels`}
            onChange={(step) => session.view.setState({ tileSize: tileSizes[step] })}
          />
        </div>
      </div>
    </header>
  )
}
