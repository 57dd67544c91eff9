import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { ExportReport, ExportRequest } from '../../../src-main/contract/export.ts'
import { useLive } from '../../lib/live-state.ts'
import { trpc } from '../../lib/trpc.ts'

export interface ExportPreview {
  rows: number
  bySource: ExportReport['bySource']
}

const settleMs = 80

/** What an export with these settings would hold now; asked again when labels change. */
export function useExportCounts({ humansOnly, minConfidence }: ExportRequest) {
  const revision = useLive((live) => live.labeling?.revision ?? 0)
  const [settled, setSettled] = useState({ humansOnly, minConfidence })
  useEffect(() => {
    const timer = setTimeout(() => setSettled({ humansOnly, minConfidence }), settleMs)
    return () => clearTimeout(timer)
  }, [humansOnly, minConfidence])
  return useQuery<ExportPreview>({
    queryKey: ['exports', 'preview', settled, revision],
    // Format and target do not change what is counted.
    queryFn: () => trpc.exports.preview.query({ ...settled, format: 'csv', out: '-', overwrite: false }),
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  })
}

export type ExportCountsQuery = ReturnType<typeof useExportCounts>
