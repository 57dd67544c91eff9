import { create } from 'zustand'
import type { LabelingSummary } from '../../src-main/contract/labeling.ts'
import type { MapState } from '../../src-main/contract/map.ts'
import type { NeighbourhoodState } from '../../src-main/contract/neighbourhood.ts'
import type { ProjectSummary } from '../../src-main/contract/project.ts'
import type { QualityGist } from '../../src-main/contract/quality.ts'
import type { SessionState } from '../../src-main/contract/session.ts'
import type { EngineStatus } from '../../src-main/contract/training.ts'
import type { ExportState, ImportState, TrainingState, WindowEvent } from '../../src-main/contract/window.ts'
import { trpc } from './trpc.ts'

export interface LiveState {
  /**
   * `lost` after the stream broke; what is on screen is the last known state then. `refused` when a host answers that
   * does not know this window: it was started again and printed a new link.
   */
  connection: 'connecting' | 'live' | 'lost' | 'refused'
  /** Undefined until the first event, null when no project is open. */
  project: ProjectSummary | null | undefined
  engine: EngineStatus | null
  import: ImportState | null
  training: TrainingState | null
  labeling: LabelingSummary | null
  /** Null before the first training. */
  quality: QualityGist | null
  neighbourhood: NeighbourhoodState | null
  map: MapState | null
  session: SessionState | null
  export: ExportState | null
}

/** The host's state as it was last told; nothing in the window writes to it but the event stream. */
export const useLive = create<LiveState>(() => ({
  connection: 'connecting',
  project: undefined,
  engine: null,
  import: null,
  training: null,
  labeling: null,
  quality: null,
  neighbourhood: null,
  map: null,
  session: null,
  export: null,
}))

/** Takes in one event. Every topic carries its whole state, so the last event of a topic is always right. */
function applyWindowEvent(event: WindowEvent): void {
  useLive.setState({ [event.topic]: event.state } as Partial<LiveState>)
}

/** Whether the host is there, but not for this window. An event stream does not tell why it was not opened. */
async function isRefused(): Promise<boolean> {
  const answer = await fetch('/rpc/projects.current').catch(() => null)
  return answer?.status === 401 || answer?.status === 403
}

const retryDelays = [250, 500, 1000, 2000, 4000]

/**
 * Subscribes to the host's event stream and stays subscribed. The transport reconnects by itself after a network
 * failure; a stream that ended for good (the host was restarted) is opened anew.
 * @returns stops listening
 */
export function startLiveState(): () => void {
  let stopped = false
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let subscription: { unsubscribe(): void } | undefined

  const reopen = async () => {
    if (stopped) return
    // A refusal is no reason to give up: the new link, opened beside this window, lets this one in as well.
    useLive.setState({ connection: (await isRefused()) ? 'refused' : 'lost' })
    timer = setTimeout(open, retryDelays[Math.min(failures++, retryDelays.length - 1)])
  }
  const open = () => {
    subscription = trpc.events.subscribe(undefined, {
      onData: (message) => {
        failures = 0
        useLive.setState({ connection: 'live' })
        applyWindowEvent(message.data)
      },
      onConnectionStateChange: (change) => {
        if (change.state === 'pending') useLive.setState({ connection: 'live' })
        else if (change.state === 'connecting' && change.error) useLive.setState({ connection: 'lost' })
      },
      onError: reopen,
      onComplete: reopen,
    })
  }

  open()
  return () => {
    stopped = true
    clearTimeout(timer)
    subscription?.unsubscribe()
  }
}
