import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ImportHistory } from '../../../src-main/contract/desk.ts'
import type { ProjectSummary } from '../../../src-main/contract/project.ts'
import { trpc } from '../../lib/trpc.ts'

/** What came into the project so far; undefined until it is known. */
export function useImportHistory({ path, samples, labels }: ProjectSummary): ImportHistory | undefined {
  return useQuery<ImportHistory>({
    queryKey: ['desk', 'imports', path, samples, labels],
    queryFn: () => trpc.desk.imports.query(),
    placeholderData: keepPreviousData,
  }).data
}
