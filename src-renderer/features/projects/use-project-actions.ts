import { useMutation, useQueryClient } from '@tanstack/react-query'
import { projectExtension, workExtension } from '../../../src-main/contract/project-extension.ts'
import { notifyError } from '../../components/notify.ts'
import { useFileDialog } from '../../lib/file-dialog.ts'
import { t } from '../../lib/i18n.ts'
import { trpc } from '../../lib/trpc.ts'

const extensions = [projectExtension]

/** Opening, making, closing and forgetting projects. What is open then arrives through the event stream. */
export function useProjectActions() {
  const client = useQueryClient()
  const choose = useFileDialog()
  const onSettled = () => client.invalidateQueries({ queryKey: ['projects'] })

  const open = useMutation({ mutationFn: (path: string) => trpc.projects.open.mutate({ path }), onSettled })
  const create = useMutation({
    mutationFn: (path: string) => trpc.projects.create.mutate({ path }),
    onSettled,
  })
  const openSample = useMutation({ mutationFn: () => trpc.projects.openSample.mutate(), onSettled })
  const forget = useMutation({
    mutationFn: (path: string) => trpc.projects.forget.mutate({ path }),
    onSettled,
    onError: notifyError,
  })
  const close = useMutation({
    mutationFn: () => trpc.projects.close.mutate(),
    onSettled,
    onError: notifyError,
  })

  return {
    open,
    create,
    openSample,
    forget,
    close,
    /** Opens another project from within one; there is no start screen to show what went wrong. */
    openFrom: (path: string) => open.mutate(path, { onError: notifyError }),
    busy: open.isPending || create.isPending || openSample.isPending,
    chooseAndOpen: async () => {
      const path = await choose({
        kind: 'open-file',
        title: t('projects:open.dialog'),
        action: t('projects:open.action'),
        extensions: [projectExtension, workExtension],
        memory: 'projects',
      })
      if (path) open.mutate(path)
    },
    chooseAndCreate: async () => {
      const path = await choose({
        kind: 'save-file',
        title: t('projects:create.title'),
        action: t('projects:create.action'),
        extensions,
        name: t('projects:create.untitled') + projectExtension,
        memory: 'projects',
      })
      if (path) create.mutate(path)
    },
  }
}
