import { useMutation } from '@tanstack/react-query'
import { Cpu } from 'lucide-react'
import { useState } from 'react'
import type { EngineBackend, EngineStatus } from '../../../src-main/contract/training.ts'
import { Button } from '../../components/button.tsx'
import { notifyError } from '../../components/notify.ts'
import { Popover } from '../../components/popover.tsx'
import { Select } from '../../components/select.tsx'
import { useLive } from '../../lib/live-state.ts'
import { trpc } from '../../lib/trpc.ts'
import styles from './engine-chip.module.css'

const backendNames: Record<EngineBackend, string> = { native: 'Native', wasm: 'WebAssembly' }
const stateNames: Record<EngineStatus['state'], string> = {
  starting: 'Starting',
  ready: 'Ready',
  training: 'Training',
  restarting: 'Restarting',
  failed: 'Failed',
  stopped: 'Idle',
}
const choices = [
  { value: 'auto', label: 'Automatic', detail: 'Native where it loads, else WebAssembly' },
  { value: 'native', label: 'Native', detail: 'TensorFlow on the processor' },
  { value: 'wasm', label: 'WebAssembly', detail: 'Slower, runs everywhere' },
] as const

/** Which engine computes, why, and the means to start it again. */
export function EngineChip() {
  const engine = useLive((live) => live.engine)
  const [backend, setBackend] = useState<'auto' | EngineBackend>('auto')
  const restart = useMutation({
    mutationFn: () => trpc.engine.restart.mutate({ backend }),
    onError: notifyError,
  })
  if (!engine) return null
  const name = engine.backend ? backendNames[engine.backend] : stateNames[engine.state]
  return (
    <Popover
      title="Engine"
      align="end"
      trigger={
        <Button
          variant="ghost"
          icon={<Cpu size={15} />}
          aria-label={`Engine: ${name}, ${stateNames[engine.state].toLowerCase()}`}
          title={engine.reason}
        >
          <span className={styles.name}>{name}</span>
          <span className={styles.dot} data-state={engine.state} />
        </Button>
      }
    >
      <p className={styles.reason}>{engine.reason}</p>
      <dl className={styles.facts}>
        <dt>State</dt>
        <dd>{stateNames[engine.state]}</dd>
        {engine.version && (
          <>
            <dt>Version</dt>
            <dd>{engine.version}</dd>
          </>
        )}
        {engine.pid !== null && (
          <>
            <dt>Process</dt>
            <dd>{engine.pid}</dd>
          </>
        )}
        {engine.restarts > 0 && (
          <>
            <dt>Restarts</dt>
            <dd>{engine.restarts}</dd>
          </>
        )}
      </dl>
      <div className={styles.restart}>
        <div className={styles.choice}>
          <Select label="Start again with" value={backend} onChange={setBackend} items={choices} />
        </div>
        <Button busy={restart.isPending} onClick={() => restart.mutate()}>
          Restart
        </Button>
      </div>
    </Popover>
  )
}
