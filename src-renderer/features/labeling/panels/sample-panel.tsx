import { t } from '../../../lib/i18n.ts'
import { SampleFace } from '../../sample/sample-face.tsx'
import type { MemberList } from '../data/member-list.ts'
import { useMembers, useSample, useView } from '../data/session-context.ts'
import { ProbabilityBars } from './probability-bars.tsx'
import styles from './sample-panel.module.css'

/** The sample in focus and what the model makes of it. */
export function SamplePanel({ members }: { members: MemberList }) {
  useMembers(members)
  const id = useView((state) => members.idAt(state.selection.focus))
  const shown = useSample(id)
  return (
    <section className={styles.panel} aria-label={t('labeling:focus.label')}>
      <h2 className={styles.title}>
        {t(shown?.view.label ? 'labeling:focus.without' : 'labeling:focus.guess')}
        <span className={styles.id} title={shown?.view.externalId}>
          <bdi>{shown?.view.externalId}</bdi>
        </span>
      </h2>
      <div className={styles.body}>
        <span className={styles.picture}>
          {id !== undefined && <SampleFace id={id} view={shown?.view} />}
        </span>
        <div className={styles.bars}>{id !== undefined && <ProbabilityBars sampleId={id} limit={3} />}</div>
      </div>
    </section>
  )
}
