import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { CircleCheck } from 'lucide-react'
import { create } from 'zustand'
import type { OriginalsState } from '../../../src-main/contract/window.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { notify } from '../../components/notify.ts'
import { Skeleton } from '../../components/skeleton.tsx'
import { toErrorDocument } from '../../lib/errors.ts'
import { useFileDialog } from '../../lib/file-dialog.ts'
import { formatCount, formatCounted } from '../../lib/format.ts'
import { commonFolder } from '../../lib/paths.ts'
import { trpc } from '../../lib/trpc.ts'
import styles from './relink-dialog.module.css'

const useRelink = create(() => ({ open: false }))

export function openRelink(): void {
  useRelink.setState({ open: true })
}

const queryKey = ['originals', 'dialog']

/** Tells the project where folders with originals are now. */
export function RelinkDialog() {
  const { open } = useRelink()
  const client = useQueryClient()
  const choose = useFileDialog()
  const query = useQuery<OriginalsState>({
    queryKey,
    queryFn: () => trpc.projects.originals.query(),
    enabled: open,
    staleTime: 0,
  })
  const state = query.data
  const relink = useMutation({
    mutationFn: (input: { from: string; to: string }) => trpc.projects.relink.mutate(input),
    onSuccess: async ({ state: after }, { to }) => {
      const found = (state?.missing ?? 0) - after.missing
      await client.invalidateQueries({ queryKey: ['originals'] })
      if (found > 0) notify({ title: `${formatCounted(found, 'original')} found in ${to}.`, tone: 'success' })
      else notify({ title: `None of the missing originals is in ${to}.`, tone: 'warning' })
    },
  })
  const common = state ? commonFolder(state.missingFolders) : null
  const rows = state && [
    ...(common ? [{ from: common, name: `Everything below ${common}` }] : []),
    ...state.missingFolders.filter((from) => from !== common).map((from) => ({ from, name: from })),
  ]
  const close = () => {
    relink.reset()
    useRelink.setState({ open: false })
  }

  return (
    <Dialog
      open={open}
      size="l"
      title="Relink originals"
      description="Large originals stay where they were imported from. If a folder was moved, say where it is now."
      onClose={close}
      footer={
        <Button variant="primary" onClick={close}>
          Done
        </Button>
      }
    >
      <div className={styles.body}>
        {query.isPending && <Skeleton height="40px" />}
        {query.isError && <ErrorNotice error={toErrorDocument(query.error)} />}
        {state && state.missing === 0 && (
          <p className={styles.fine}>
            <CircleCheck size={16} aria-hidden="true" />
            {state.referenced === 0
              ? 'Every original is kept inside the project; there is nothing to relink.'
              : `All ${formatCounted(state.referenced, 'original')} are where they belong.`}
          </p>
        )}
        {state && state.missing > 0 && (
          <>
            <p>
              {formatCount(state.missing)} of {formatCounted(state.referenced, 'original')} cannot be found,
              from {state.missingFolders.length === 1 ? 'this folder' : 'these folders'}:
            </p>
            <ul className={styles.folders}>
              {rows?.map(({ from, name }) => (
                <li key={from} className={styles.folder}>
                  <code className={styles.path} title={from}>
                    {name}
                  </code>
                  <Button
                    size="s"
                    busy={relink.isPending && relink.variables.from === from}
                    disabled={relink.isPending}
                    onClick={async () => {
                      const to = await choose({
                        kind: 'open-folder',
                        title: `Where is ${from} now?`,
                        action: 'Use this folder',
                        memory: 'relink',
                      })
                      if (to) relink.mutate({ from, to })
                    }}
                  >
                    Choose its new place…
                  </Button>
                </li>
              ))}
            </ul>
          </>
        )}
        {relink.isError && <ErrorNotice error={toErrorDocument(relink.error)} />}
      </div>
    </Dialog>
  )
}
