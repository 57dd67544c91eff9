import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { ExportCounts, ExportRequest } from '../../../src-main/contract/export.ts'
import { useLive } from '../../lib/live-state.ts'
import { trpc } from '../../lib/trpc.ts'

const settleMs = 80

/** What of a request is counted: neither format nor target, nor what is written beside the rows. */
function counted({ sources, minConfidence, filter, split, snapshotId }: ExportRequest): ExportRequest {
  return {
    format: 'csv',
    out: '-',
    sources,
    minConfidence,
    filter,
    split,
    snapshotId,
    withSamples: false,
    croissant: null,
    overwrite: false,
  }
}

/** What an export with these settings would hold now; asked again when labels change. */
export function useExportCounts(request: ExportRequest) {
  const revision = useLive((live) => live.labeling?.revision ?? 0)
  const key = JSON.stringify(counted(request))
  const [settled, setSettled] = useState(key)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(key), settleMs)
    return () => clearTimeout(timer)
  }, [key])
  return useQuery<ExportCounts>({
    queryKey: ['exports', 'preview', settled, revision],
    queryFn: () => trpc.exports.preview.query(JSON.parse(settled)),
    placeholderData: keepPreviousData,
    gcTime: 10_000,
    retry: false,
  })
}

export type ExportCountsQuery = ReturnType<typeof useExportCounts>
