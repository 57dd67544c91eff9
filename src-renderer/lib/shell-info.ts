import { useQuery } from '@tanstack/react-query'
import type { ShellInfo } from '../../src-main/contract/window.ts'
import { queryClient } from './query-client.ts'
import { trpc } from './trpc.ts'

const queryKey = ['shell', 'info']

/** Which shell runs, its version, the projects folder, and who labels; undefined while it is asked for. */
export function useShellInfo(): ShellInfo | undefined {
  return useQuery({ queryKey, queryFn: () => trpc.shell.info.query(), staleTime: Number.POSITIVE_INFINITY })
    .data
}

/** Sets the name that new labels carry. */
export async function setAnnotator(annotator: string): Promise<void> {
  await trpc.shell.setAnnotator.mutate({ annotator })
  await queryClient.invalidateQueries({ queryKey })
}
