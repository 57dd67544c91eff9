import { useMutation } from '@tanstack/react-query'
import type { EngineBackend } from '../../../src-main/contract/training.ts'
import { notifyError } from '../../components/notify.ts'
import { trpc } from '../../lib/trpc.ts'

/** Starts the engine again; what becomes of it arrives through the event stream. */
export function useEngineRestart() {
  return useMutation({
    mutationFn: (backend: 'auto' | EngineBackend) => trpc.engine.restart.mutate({ backend }),
    onError: notifyError,
  })
}
