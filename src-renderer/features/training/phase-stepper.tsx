import { Check } from 'lucide-react'
import { VisuallyHidden } from '../../components/visually-hidden.tsx'
import { t } from '../../lib/i18n.ts'
import styles from './phase-stepper.module.css'
import { phaseOf, phasesOf, type TrainingMoment } from './phases.ts'

/** The phases of a run, the one under way marked. */
export function PhaseStepper({ moment }: { moment: TrainingMoment }) {
  const phases = phasesOf(moment.run)
  const current = phases.findIndex(({ phase }) => phase === phaseOf(moment))
  return (
    <ol className={styles.phases}>
      {phases.map(({ phase, name, detail }, index) => {
        const state = index < current ? 'done' : index === current ? 'current' : 'todo'
        return (
          <li
            key={phase}
            className={styles.phase}
            data-state={state}
            aria-current={state === 'current' ? 'step' : undefined}
          >
            <span className={styles.mark} aria-hidden="true">
              {state === 'done' ? <Check size={12} strokeWidth={3} /> : index + 1}
            </span>
            <span>
              <span className={styles.name}>
                {name}
                {state === 'done' && <VisuallyHidden>{t('training:phaseDone')}</VisuallyHidden>}
              </span>
              <span className={styles.detail}>{detail}</span>
            </span>
          </li>
        )
      })}
    </ol>
  )
}
