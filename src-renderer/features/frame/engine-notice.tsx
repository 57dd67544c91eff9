import { Cpu, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { IconButton } from '../../components/icon-button.tsx'
import { t } from '../../lib/i18n.ts'
import { useLive } from '../../lib/live-state.ts'
import styles from './engine-notice.module.css'
import { useEngineRestart } from './use-engine-restart.ts'

/** Says so when the engine cannot run: what works without it, what waits, and how to try again. */
export function EngineNotice() {
  const failed = useLive((live) => live.engine?.state === 'failed')
  const reason = useLive((live) => live.engine?.reason)
  const [hidden, setHidden] = useState(false)
  const restart = useEngineRestart()
  useEffect(() => {
    if (!failed) setHidden(false)
  }, [failed])
  const shown = failed && !hidden
  return (
    <div role="status">
      {shown && (
        <div className={styles.notice}>
          <Cpu size={16} aria-hidden="true" className={styles.icon} />
          <div className={styles.text}>
            <p>
              <strong>{t('frame:engine.failed.title')}</strong> {t('frame:engine.failed.works')}{' '}
              {t('frame:engine.failed.rests')}
            </p>
            <p className={styles.reason}>{reason}</p>
          </div>
          <Button size="s" busy={restart.isPending} onClick={() => restart.mutate('auto')}>
            {t('frame:engine.failed.again')}
          </Button>
          <IconButton
            size="s"
            label={t('frame:engine.failed.hide')}
            icon={<X size={15} />}
            onClick={() => setHidden(true)}
          />
        </div>
      )}
    </div>
  )
}
