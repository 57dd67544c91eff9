import { Popover as Base } from '@base-ui/react/popover'
import { useEffect, useRef } from 'react'
import { Button } from '../../components/button.tsx'
import { KeyCaps } from '../../components/key-caps.tsx'
import { t } from '../../lib/i18n.ts'
import { type Step, steps } from './step-states.ts'
import { stepLinkId } from './steps.tsx'
import styles from './tour.module.css'
import { endTour, goBackTour, goOnTour, startFirstTour, useTour } from './tour-store.ts'

/** What each step of a project is for, told once beside its name in the bar. Nothing behind it is locked meanwhile. */
export function Tour() {
  const { step } = useTour()
  const nextRef = useRef<HTMLButtonElement>(null)
  useEffect(startFirstTour, [])
  return (
    <Base.Root
      open={step !== null}
      onOpenChange={(open, { reason }) => {
        if (!open && reason === 'escape-key') endTour()
      }}
    >
      <Base.Portal>
        <Base.Positioner
          className={styles.positioner}
          anchor={step && document.getElementById(stepLinkId(step))}
          sideOffset={10}
          collisionPadding={8}
        >
          <Base.Popup className={styles.card} initialFocus={nextRef} finalFocus={false}>
            {step && <Card step={step} nextRef={nextRef} />}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

function Card({ step, nextRef }: { step: Step; nextRef: React.RefObject<HTMLButtonElement | null> }) {
  const place = steps.indexOf(step)
  const last = place === steps.length - 1
  return (
    <>
      <Base.Arrow className={styles.arrow} />
      <p className={styles.place}>{t('frame:tour.place', { place: place + 1, count: steps.length })}</p>
      <div aria-live="polite">
        <Base.Title className={styles.title}>{t(`frame:tour.${step}.title`)}</Base.Title>
        <Base.Description className={styles.text}>{t(`frame:tour.${step}.text`)}</Base.Description>
      </div>
      {last && (
        <p className={styles.keys}>
          <span>
            <KeyCaps id="palette" /> {t('frame:tour.palette')}
          </span>
          <span>
            <KeyCaps id="help" /> {t('frame:tour.help')}
          </span>
        </p>
      )}
      <div className={styles.buttons}>
        <Button size="s" variant="ghost" onClick={endTour}>
          {t('frame:tour.end')}
        </Button>
        <span className={styles.onward}>
          {place > 0 && (
            <Button size="s" onClick={goBackTour}>
              {t('frame:tour.back')}
            </Button>
          )}
          <Button ref={nextRef} size="s" variant="primary" onClick={goOnTour}>
            {t(last ? 'frame:tour.done' : 'frame:tour.next')}
          </Button>
        </span>
      </div>
    </>
  )
}
