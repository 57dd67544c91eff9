import type { Dispute } from '../../../../src-main/contract/quality.ts'
import { t } from '../../../lib/i18n.ts'
import { useClassLooks } from '../../labeling/data/class-looks.ts'
import { LabelChip } from '../../labeling/label-chip.tsx'
import styles from './evidence.module.css'
import { Evidence } from './evidence.tsx'

/** Who said what, and what it comes to. */
export function DisputeFacts({ dispute }: { dispute: Dispute }) {
  const looks = useClassLooks()
  const consensus = looks.get(dispute.consensusClassId)
  const opinions = dispute.opinions.map(({ annotator, classId }, at) => {
    const look = looks.get(classId)
    return {
      key: `${annotator}-${at}`,
      name: annotator,
      says: look && <LabelChip look={look} by="human" size="m" />,
    }
  })
  return (
    <div className={styles.stack}>
      <Evidence
        rows={[
          ...opinions,
          {
            key: 'consensus',
            name: t('quality:facts.evidenceSays'),
            says: consensus && (
              <LabelChip look={consensus} by="model" confidence={dispute.probability} size="m" />
            ),
          },
        ]}
      />
      <p className={styles.words}>{t('quality:facts.dispute')}</p>
    </div>
  )
}
