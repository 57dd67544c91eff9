import { CircleAlert, Cpu } from 'lucide-react'
import { useState } from 'react'
import type { EngineBackend } from '../../../src-main/contract/training.ts'
import { Button } from '../../components/button.tsx'
import { Popover } from '../../components/popover.tsx'
import { Select } from '../../components/select.tsx'
import { t } from '../../lib/i18n.ts'
import { useLive } from '../../lib/live-state.ts'
import styles from './engine-chip.module.css'
import { useEngineRestart } from './use-engine-restart.ts'

const choices = ['auto', 'native', 'wasm'] as const

/** Which engine computes, why, and the means to start it again. */
export function EngineChip() {
  const engine = useLive((live) => live.engine)
  const [backend, setBackend] = useState<'auto' | EngineBackend>('auto')
  const restart = useEngineRestart()
  if (!engine) return null
  const state = t(`frame:engine.states.${engine.state}`)
  // The host says why in English; what is only at rest is said in the window's own words.
  const reason = engine.state === 'stopped' ? t('frame:engine.resting') : engine.reason
  const name = engine.backend ? t(`frame:engine.${engine.backend}`) : state
  return (
    <Popover
      title={t('frame:engine.title')}
      align="end"
      trigger={
        <Button
          variant="ghost"
          icon={<Cpu size={15} />}
          aria-label={t('frame:engine.named', { name, state })}
          title={reason}
        >
          <span className={styles.name}>{name}</span>
          {engine.state === 'failed' ? (
            <CircleAlert size={15} className={styles.failed} />
          ) : (
            <span className={styles.dot} data-state={engine.state} />
          )}
        </Button>
      }
    >
      <p className={styles.reason}>{reason}</p>
      <dl className={styles.facts}>
        <dt>{t('frame:engine.state')}</dt>
        <dd>{state}</dd>
        {engine.version && (
          <>
            <dt>{t('frame:engine.version')}</dt>
            <dd>{engine.version}</dd>
          </>
        )}
        {engine.pid !== null && (
          <>
            <dt>{t('frame:engine.process')}</dt>
            <dd>{engine.pid}</dd>
          </>
        )}
        {engine.restarts > 0 && (
          <>
            <dt>{t('frame:engine.restarts')}</dt>
            <dd>{engine.restarts}</dd>
          </>
        )}
      </dl>
      <div className={styles.restart}>
        <div className={styles.choice}>
          <Select
            label={t('frame:engine.startWith')}
            value={backend}
            onChange={setBackend}
            items={choices.map((value) => ({
              value,
              label: t(`frame:engine.choices.${value}`),
              detail: t(`frame:engine.choices.${value}Detail`),
            }))}
          />
        </div>
        <Button busy={restart.isPending} onClick={() => restart.mutate(backend)}>
          {t('frame:engine.restart')}
        </Button>
      </div>
    </Popover>
  )
}
