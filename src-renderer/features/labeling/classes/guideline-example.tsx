import { X } from 'lucide-react'
import { IconButton } from '../../../components/icon-button.tsx'
import { t } from '../../../lib/i18n.ts'
import { SampleFace } from '../../sample/sample-face.tsx'
import { useSample, useSession } from '../data/session-context.ts'
import styles from './guideline-panel.module.css'

export interface GuidelineExampleProps {
  sample: number
  onRemove: () => void
}

/** A sample that shows what is meant: press it to see it in full size. */
export function GuidelineExample({ sample, onRemove }: GuidelineExampleProps) {
  const session = useSession()
  const view = useSample(sample)?.view
  const name = view?.externalId ?? String(sample)
  return (
    <span className={styles.example}>
      <button
        type="button"
        className={styles.picture}
        title={name}
        aria-label={t('classes:guideline.example', { name })}
        onClick={() => session.view.setState({ zoomed: sample })}
      >
        <SampleFace id={sample} view={view} />
      </button>
      <IconButton
        label={t('classes:guideline.removeExample', { name })}
        size="s"
        className={styles.remove}
        icon={<X size={13} />}
        onClick={onRemove}
      />
    </span>
  )
}
