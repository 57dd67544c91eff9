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
import { t } from '../../lib/i18n.ts'
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
      if (found > 0) {
        notify({ title: t('data:relink.found', { count: found, folder: to }), tone: 'success' })
      } else notify({ title: t('data:relink.notFound', { folder: to }), tone: 'warning' })
    },
  })
  const common = state ? commonFolder(state.missingFolders) : null
  const rows = state && [
    ...(common ? [{ from: common, name: t('data:relink.everythingBelow', { folder: common }) }] : []),
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
      title={t('data:relink.title')}
      description={t('data:relink.description')}
      onClose={close}
      footer={
        <Button variant="primary" onClick={close}>
          {t('data:relink.done')}
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
              ? t('data:relink.allInside')
              : t('data:relink.allThere', { count: state.referenced })}
          </p>
        )}
        {state && state.missing > 0 && (
          <>
            <p>{t('data:relink.missing', { missing: state.missing, count: state.referenced })}</p>
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
                        title: t('data:relink.where', { folder: from }),
                        action: t('data:relink.use'),
                        memory: 'relink',
                      })
                      if (to) relink.mutate({ from, to })
                    }}
                  >
                    {t('data:relink.choose')}
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
