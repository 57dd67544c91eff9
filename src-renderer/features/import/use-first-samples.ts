import { useQuery } from '@tanstack/react-query'
import type { ImportRequest } from '../../../src-main/contract/data.ts'
import type { PeekedSample } from '../../../src-main/contract/desk.ts'
import type { SourcePreview } from '../../../src-main/contract/window.ts'
import { trpc } from '../../lib/trpc.ts'

/** Images are seen at a glance, and so are texts; the numbers of a table stand in its columns. */
function isSeenAtAGlance({ shape, format, columns }: SourcePreview): boolean {
  if (shape.kind === 'image') return true
  if (columns) return columns.some(({ role }) => role === 'text')
  return format === 'label-studio' || format === 'prodigy'
}

/**
 * The first samples of a source as they would come in.
 *
 * @param request what `preview` answers
 */
export function useFirstSamples(request: ImportRequest, preview: SourcePreview | undefined) {
  const shown = preview !== undefined && isSeenAtAGlance(preview)
  const query = useQuery<PeekedSample[]>({
    queryKey: ['desk', 'peek', request],
    queryFn: ({ signal }) => trpc.desk.peek.query(request, { signal }),
    enabled: shown,
    placeholderData: (previous, last) =>
      (last?.queryKey[2] as ImportRequest | undefined)?.source === request.source ? previous : undefined,
    retry: false,
    gcTime: 0,
  })
  return { shown, samples: query.data, failed: query.isError }
}
