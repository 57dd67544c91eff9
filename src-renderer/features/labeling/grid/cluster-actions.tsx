import { Ellipsis, Eye, EyeOff, Map as MapIcon, ScanSearch, Split } from 'lucide-react'
import type { ClusterCheck } from '../../../../src-main/contract/labeling.ts'
import { Button } from '../../../components/button.tsx'
import { IconButton } from '../../../components/icon-button.tsx'
import { Kbd } from '../../../components/kbd.tsx'
import { Menu } from '../../../components/menu.tsx'
import { Swatch } from '../../../components/swatch.tsx'
import { Tooltip } from '../../../components/tooltip.tsx'
import { t } from '../../../lib/i18n.ts'
import { patternCaps } from '../../../lib/key-caps.ts'
import { askToSplit, checkCluster, labelRest } from '../data/labeling-commands.ts'
import { useClasses, useSession, useView } from '../data/session-context.ts'
import styles from './cluster-actions.module.css'

/** What can be done with the whole cluster. One press labels it where random members agreed. */
export function ClusterActions({ check }: { check: ClusterCheck | null }) {
  const session = useSession()
  const hideExcluded = useView((state) => state.hideExcluded)
  const agreed = check?.offered ? check.classes.at(0) : undefined
  const entry = useClasses().find((candidate) => candidate.id === agreed?.classId)
  return (
    <div className={styles.actions}>
      {check && entry && check.open > 0 ? (
        <Button
          variant="primary"
          size="s"
          icon={<Swatch colour={entry.colour} />}
          onClick={() => labelRest(session, check, entry.id)}
        >
          <span className={styles.text}>
            {t('labeling:grid.labelRest', { count: check.open, class: entry.name })}
          </span>
          {entry.hotkey !== null && <Kbd caps={patternCaps(`Shift+${entry.hotkey}`)} />}
        </Button>
      ) : (
        <Tooltip text={t('labeling:grid.labelClusterHint')}>
          <Button
            size="s"
            icon={<ScanSearch size={14} />}
            disabled={check?.open === 0}
            onClick={() => checkCluster(session)}
          >
            {t('labeling:grid.labelCluster')}
          </Button>
        </Tooltip>
      )}
      <Menu
        align="end"
        trigger={<IconButton label={t('labeling:grid.more')} size="s" icon={<Ellipsis size={16} />} />}
        entries={[
          {
            label: t('labeling:check.split'),
            icon: <Split size={14} />,
            keyId: 'split-cluster',
            onChoose: () => askToSplit(session),
          },
          {
            label: t('labeling:grid.onMap'),
            icon: <MapIcon size={14} />,
            keyId: 'map',
            onChoose: () => session.setMode('map'),
          },
          'separator',
          {
            label: t(hideExcluded ? 'labeling:grid.showExcluded' : 'labeling:grid.hideExcluded'),
            icon: hideExcluded ? <Eye size={14} /> : <EyeOff size={14} />,
            onChoose: () => session.setHideExcluded(!hideExcluded),
          },
        ]}
      />
    </div>
  )
}
