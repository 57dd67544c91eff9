import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { ImportRequest } from '../../../src-main/contract/data.ts'
import type { SourcePreview } from '../../../src-main/contract/window.ts'
import { trpc } from '../../lib/trpc.ts'

const settleMs = 250

/** What the host finds in the source with these options; asked once typing rests. */
export function useSourcePreview(draft: ImportRequest) {
  const [settled, setSettled] = useState(draft)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(draft), settleMs)
    return () => clearTimeout(timer)
  }, [draft])
  const query = useQuery<SourcePreview>({
    queryKey: ['imports', 'preview', settled.source, settled],
    queryFn: () => trpc.imports.preview.query(settled),
    enabled: settled.source !== '',
    // Of another source nothing is known yet.
    placeholderData: (previous, query) => (query?.queryKey[2] === settled.source ? previous : undefined),
    retry: false,
    gcTime: 0,
  })
  return { ...query, settled }
}
