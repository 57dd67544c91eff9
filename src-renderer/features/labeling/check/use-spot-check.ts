import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import type { ClusterCheck } from '../../../../src-main/contract/labeling.ts'
import { toErrorDocument } from '../../../lib/errors.ts'
import { labelRest } from '../data/labeling-commands.ts'
import { checkQuery } from '../data/queries.ts'
import { useSession } from '../data/session-context.ts'
import { answersOf, beginCheck, type CheckStage, type SpotCheck, stageOf } from '../logic/spot-check.ts'

export interface SpotCheckFlow {
  /** What the host knows of the cluster; null while it is being asked. */
  known: ClusterCheck | null
  /** `saving`: the row was answered, and the new bound is not there yet. */
  stage: CheckStage | 'loading' | 'saving' | 'failed'
  row: SpotCheck
  error: ReturnType<typeof toErrorDocument> | null
  change: (change: (row: SpotCheck) => SpotCheck) => void
  /** Enter: labels the row, or the rest of the cluster. */
  confirm: () => void
  /** Labels the rest though not all agree. */
  labelAnyway: () => void
  /** Looks at another row. */
  more: () => void
  close: () => void
}

/** The look at random members of a cluster, with the host. */
export function useSpotCheck(component: number, wanted: number | null): SpotCheckFlow {
  const session = useSession()
  const client = useQueryClient()
  const [known, setKnown] = useState<ClusterCheck | null>(null)
  const [row, setRow] = useState<SpotCheck>(() => beginCheck(wanted, []))
  const [phase, setPhase] = useState<'loading' | 'saving' | 'failed' | 'ready'>('loading')
  const [looksOn, setLooksOn] = useState(false)
  const [error, setError] = useState<SpotCheckFlow['error']>(null)

  const ask = useCallback(async () => {
    const mark = session.samples.mark()
    try {
      const answer = await client.fetchQuery({ ...checkQuery(component), staleTime: 0 })
      const next = answer.next.map(({ id }) => id)
      session.samples.put(answer.next, mark)
      setKnown(answer)
      setRow((before) => beginCheck(before.classId ?? answer.classes.at(0)?.classId ?? null, next))
      setLooksOn(false)
      setPhase('ready')
    } catch (thrown) {
      setError(toErrorDocument(thrown))
      setPhase('failed')
    }
  }, [client, component, session])

  useEffect(() => {
    void ask()
  }, [ask])

  const close = () => session.view.setState({ spotCheck: null })
  const told = phase === 'ready' && known ? stageOf(known, row.classId) : null
  const stage = told === null ? (phase as 'loading' | 'saving' | 'failed') : told
  const shown = looksOn && (stage === 'offered' || stage === 'mixed') ? 'looking' : stage

  const labelAnyway = () => {
    if (!known || row.classId === null) return
    labelRest(session, known, row.classId)
    close()
  }

  const confirm = () => {
    if (shown === 'offered') labelAnyway()
    if (shown === 'done') close()
    if (shown !== 'looking') return
    const answers = answersOf(row)
    if (answers.length === 0) return
    setPhase('saving')
    for (const action of answers) session.act(action)
    void session.settled().then((saved) => (saved ? ask() : close()))
  }

  return {
    known,
    stage: shown,
    row,
    error,
    change: (change) => setRow(change),
    confirm,
    labelAnyway,
    more: () => setLooksOn(true),
    close,
  }
}
