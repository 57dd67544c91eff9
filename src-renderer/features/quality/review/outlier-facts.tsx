import { formatNumber } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n.ts'
import { useCaps } from '../../../lib/key-bindings.ts'
import { useClassLooks } from '../../labeling/data/class-looks.ts'
import { useSample } from '../../labeling/data/session-context.ts'
import { LabelChip } from '../../labeling/label-chip.tsx'
import { ProbabilityBars } from '../../labeling/panels/probability-bars.tsx'
import styles from './evidence.module.css'
import { Evidence } from './evidence.tsx'

/** How far a sample is from all others, and what is known about it. */
export function OutlierFacts({ sample, distance }: { sample: number; distance: number }) {
  const looks = useClassLooks()
  const view = useSample(sample)?.view
  const skip = useCaps('skip')
  const flag = useCaps('flag')
  const times = formatNumber(distance)
  const look = view?.label ? looks.get(view.label.classId) : undefined
  return (
    <div className={styles.stack}>
      <p className={styles.words}>
        {skip && flag
          ? t('quality:facts.outlier', { times, skip: skip.join('+'), flag: flag.join('+') })
          : t('quality:facts.outlierNoKeys', { times })}
      </p>
      {view?.label && look ? (
        <Evidence
          rows={[
            {
              key: 'label',
              name: t('quality:facts.labeled'),
              says: (
                <>
                  <LabelChip look={look} by={view.label.source} size="m" />
                  {view.label.annotator && (
                    <span className={styles.note}>
                      {t('quality:facts.by', { annotator: view.label.annotator })}
                    </span>
                  )}
                </>
              ),
            },
          ]}
        />
      ) : (
        view?.guess && <ProbabilityBars sampleId={sample} limit={4} />
      )}
    </div>
  )
}
