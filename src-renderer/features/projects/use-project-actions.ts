import { useMutation, useQueryClient } from '@tanstack/react-query'
import { notifyError } from '../../components/notify.ts'
import { useFileDialog } from '../../lib/file-dialog.ts'
import { trpc } from '../../lib/trpc.ts'

const extensions = ['.fewlabel']

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
    busy: open.isPending || create.isPending || openSample.isPending,
    chooseAndOpen: async () => {
      const path = await choose({
        kind: 'open-file',
        title: 'Open a project',
        action: 'Open',
        extensions,
        memory: 'projects',
      })
      if (path) open.mutate(path)
    },
    chooseAndCreate: async () => {
      const path = await choose({
        kind: 'save-file',
        title: 'New project',
        action: 'Create',
        extensions,
        name: 'Untitled.fewlabel',
        memory: 'projects',
      })
      if (path) create.mutate(path)
    },
  }
}
