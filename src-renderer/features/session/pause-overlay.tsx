import { Dialog } from '@base-ui/react/dialog'
import { Coffee } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Kbd } from '../../components/kbd.tsx'
import { t } from '../../lib/i18n.ts'
import { workArea } from '../labeling/work-area.ts'
import styles from './pause-overlay.module.css'
import { resumeWork, usePause } from './pause-store.ts'

/** Covers the samples during a break. A press of Enter, Escape or the mouse goes on; nothing is timed or counted against anybody. */
export function PauseOverlay() {
  const since = usePause((state) => state.since)
  const goOn = useRef<HTMLButtonElement>(null)
  const minutes = useMinutesSince(since)
  return (
    <Dialog.Root open={since !== null} onOpenChange={(open) => !open && resumeWork()}>
      <Dialog.Portal>
        <Dialog.Popup
          className={styles.overlay}
          initialFocus={goOn}
          finalFocus={workArea}
          data-modal=""
          onClick={resumeWork}
        >
          <Coffee size={32} strokeWidth={1.5} aria-hidden="true" className={styles.icon} />
          <Dialog.Title className={styles.title}>{t('session:pause.title')}</Dialog.Title>
          <Dialog.Description className={styles.words}>{t('session:pause.words')}</Dialog.Description>
          {minutes > 0 && <p className={styles.since}>{t('session:pause.since', { count: minutes })}</p>}
          <Button ref={goOn} variant="primary" size="l" onClick={resumeWork}>
            {t('session:pause.goOn')} <Kbd caps={['Enter']} />
          </Button>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** Whole minutes since a moment, told anew as they pass. */
function useMinutesSince(since: number | null): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (since === null) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 10_000)
    return () => clearInterval(timer)
  }, [since])
  return since === null ? 0 : Math.max(0, Math.floor((now - since) / 60_000))
}
