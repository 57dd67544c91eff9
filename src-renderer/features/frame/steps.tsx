import { Check, CircleAlert } from 'lucide-react'
import { Spinner } from '../../components/spinner.tsx'
import { t } from '../../lib/i18n.ts'
import { useLive } from '../../lib/live-state.ts'
import { routeHash } from '../../lib/route.ts'
import { type Step, type StepState, stepStates, steps } from './step-states.ts'
import styles from './steps.module.css'
import { useTour } from './tour-store.ts'

function Mark({ mark, place }: { mark: StepState['mark']; place: number }) {
  switch (mark) {
    case 'working':
      return <Spinner />
    case 'done':
      return <Check size={14} strokeWidth={2.5} aria-hidden="true" />
    case 'attention':
      return <CircleAlert size={15} aria-hidden="true" />
    case 'todo':
      return <span aria-hidden="true">{place}</span>
  }
}

/** Where the tour points to. */
export function stepLinkId(step: Step): string {
  return `step-${step}`
}

/** The way through a project, with where each step stands. */
export function Steps({ current }: { current: Step }) {
  const states = stepStates(useLive())
  const toured = useTour((tour) => tour.step)
  return (
    <nav className={styles.steps} aria-label={t('frame:steps.title')}>
      {steps.map((step, index) => {
        const { mark, text } = states[step]
        return (
          <a
            key={step}
            id={stepLinkId(step)}
            href={routeHash([step])}
            className={styles.step}
            data-toured={step === toured || undefined}
            aria-current={step === current ? 'page' : undefined}
          >
            <span className={styles.mark} data-mark={mark}>
              <Mark mark={mark} place={index + 1} />
            </span>
            <span>
              <span className={styles.name}>{t(`frame:steps.${step}`)}</span>
              <span className={styles.state}>{text}</span>
            </span>
          </a>
        )
      })}
    </nav>
  )
}
