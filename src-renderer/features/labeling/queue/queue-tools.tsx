import { ArrowLeft, Ban, Flag, type LucideIcon, MessageSquare, SkipForward, ZoomIn } from 'lucide-react'
import type { SampleView } from '../../../../src-main/contract/labeling.ts'
import { IconButton } from '../../../components/icon-button.tsx'
import { t } from '../../../lib/i18n.ts'
import type { KeyId } from '../../../lib/keymap.ts'
import { back, comment, skip, toggleExcluded, toggleFlag, zoom } from '../data/labeling-commands.ts'
import type { LabelingSession } from '../data/labeling-session.ts'
import { useSession } from '../data/session-context.ts'
import styles from './queue-sample.module.css'

interface Tool {
  keyId: KeyId
  icon: LucideIcon
  label: string
  pressed?: boolean
  run: (session: LabelingSession) => void
}

/** What can be done with the sample besides labeling it. */
export function QueueTools({ view }: { view: SampleView }) {
  const session = useSession()
  const { flagged, excluded } = view
  const tools: Tool[] = [
    { keyId: 'back', icon: ArrowLeft, label: t('labeling:queue.back'), run: back },
    { keyId: 'zoom', icon: ZoomIn, label: t('labeling:queue.zoom'), run: zoom },
    {
      keyId: 'flag',
      icon: Flag,
      label: t(flagged ? 'labeling:queue.flagged' : 'labeling:queue.flag'),
      pressed: flagged,
      run: toggleFlag,
    },
    { keyId: 'comment', icon: MessageSquare, label: t('labeling:queue.comment'), run: comment },
    {
      keyId: 'exclude',
      icon: Ban,
      label: t(excluded ? 'labeling:queue.excluded' : 'labeling:queue.exclude'),
      pressed: excluded,
      run: toggleExcluded,
    },
    { keyId: 'skip', icon: SkipForward, label: t('labeling:queue.skip'), run: skip },
  ]
  return (
    <div className={styles.tools}>
      {tools.map(({ keyId, icon: Icon, label, pressed, run }) => (
        <IconButton
          key={keyId}
          keyId={keyId}
          label={label}
          pressed={pressed}
          icon={<Icon size={16} />}
          onClick={() => run(session)}
        />
      ))}
    </div>
  )
}
