import type { Suspect } from '../../../../src-main/contract/quality.ts'
import { formatPercent } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n.ts'
import { useClassLooks } from '../../labeling/data/class-looks.ts'
import { useSample } from '../../labeling/data/session-context.ts'
import { LabelChip } from '../../labeling/label-chip.tsx'
import styles from './evidence.module.css'
import { Evidence } from './evidence.tsx'

/** A human label against what all other labels say about this sample. */
export function SuspectFacts({ suspect }: { suspect: Suspect }) {
  const looks = useClassLooks()
  const source = useSample(suspect.sample)?.view.label?.source ?? 'human'
  const given = looks.get(suspect.classId)
  const suggested = looks.get(suspect.suggestedClassId)
  return (
    <div className={styles.stack}>
      <Evidence
        rows={[
          {
            key: 'label',
            name: t('quality:facts.labeled'),
            says: (
              <>
                {given && <LabelChip look={given} by={source} size="m" />}
                {suspect.annotator && (
                  <span className={styles.note}>
                    {t('quality:facts.by', { annotator: suspect.annotator })}
                  </span>
                )}
              </>
            ),
          },
          {
            key: 'others',
            name: t('quality:facts.othersSay'),
            says: suggested && (
              <LabelChip look={suggested} by="model" confidence={suspect.suggestedProbability} size="m" />
            ),
          },
        ]}
      />
      <p className={styles.words}>
        {t('quality:facts.suspect', {
          name: given?.name ?? '?',
          probability: formatPercent(suspect.probability),
        })}
      </p>
    </div>
  )
}
