import { ErrorNotice } from '../../components/error-notice.tsx'
import { toErrorDocument } from '../../lib/errors.ts'
import { t } from '../../lib/i18n.ts'
import { useLive } from '../../lib/live-state.ts'
import { ImageStage } from './image-stage.tsx'
import { ProfileStage } from './profile-stage.tsx'
import { useSampleDetail } from './sample-detail-query.ts'
import styles from './sample-stage.module.css'
import { TextStage } from './text-stage.tsx'

export interface SampleStageProps {
  id: number
  /** What the sample is called. */
  alt?: string
  /** Its cluster is not shown, as it is part of what the model thinks: for a question of the audit. */
  blind?: boolean
}

/** A sample as large as there is room: the picture to zoom into, the text to read, or the profile. Fills its box. */
export function SampleStage(props: SampleStageProps) {
  const isImage = useLive((live) => live.project?.inputShape?.kind !== 'vector')
  return isImage ? <ImageStage id={props.id} alt={props.alt} /> : <RowStage {...props} />
}

function RowStage({ id, alt, blind = false }: SampleStageProps) {
  const { data, error } = useSampleDetail(id)
  if (error) {
    return (
      <div className={styles.failed}>
        <ErrorNotice error={toErrorDocument(error)} />
      </div>
    )
  }
  if (!data) return <div className={styles.coming} role="status" aria-label={t('sample:reading')} />
  if (data.text !== null) return <TextStage text={data.text} alt={alt} />
  if (!data.profile) return null
  return <ProfileStage profile={blind ? { ...data.profile, cluster: null } : data.profile} alt={alt} />
}
