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
  const look = view?.label ? looks.get(view.label.classId) : undefined
  return (
    <div className={styles.stack}>
      <p className={styles.words}>
        {distance.toFixed(1)} times as far from its nearest neighbours as usual. It may be rare, or not belong
        here at all: Space puts it aside, F flags it.
      </p>
      {view?.label && look ? (
        <Evidence
          rows={[
            {
              key: 'label',
              name: 'Labeled',
              says: (
                <>
                  <LabelChip look={look} by={view.label.source} size="m" />
                  {view.label.annotator && <span className={styles.note}>by {view.label.annotator}</span>}
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
