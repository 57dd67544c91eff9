import { projectExtension, workExtension } from '../../../src-main/contract/project-extension.ts'
import { notify } from '../../components/notify.ts'
import { useDroppedPackage } from '../../lib/dropped-package.ts'
import type { DroppedFile } from '../../lib/drops.ts'
import { t } from '../../lib/i18n.ts'
import { useLive } from '../../lib/live-state.ts'
import { navigate } from '../../lib/route.ts'
import { useProjectActions } from '../projects/use-project-actions.ts'
import { openDropDialog } from './drop-store.ts'
import { newDraft, setDraft } from './import-draft.ts'

/** What becomes of something dropped: a project is opened, a package of work merged, all else imported. */
export function dropTarget(path: string, projectOpen: boolean): 'open' | 'merge' | 'import' | 'noProject' {
  const name = path.toLowerCase()
  if (name.endsWith(projectExtension)) return 'open'
  if (name.endsWith(workExtension)) return projectOpen ? 'merge' : 'open'
  return projectOpen ? 'import' : 'noProject'
}

/** Does with a path what dropping it asks for. */
export function useTakePath(): (path: string) => void {
  const { openFrom } = useProjectActions()
  return (path) => {
    const { project } = useLive.getState()
    switch (dropTarget(path, Boolean(project))) {
      case 'open':
        openFrom(path)
        break
      case 'merge':
        useDroppedPackage.setState({ path })
        navigate(['quality', 'team'])
        break
      case 'import':
        setDraft(newDraft(path, project?.inputShape))
        navigate(['data'])
        break
      case 'noProject':
        notify({ title: t('data:drop.noProject'), detail: t('data:drop.noProjectDetail'), tone: 'warning' })
    }
  }
}

/** Takes what was dropped. In a browser a page is not told where it lies, so the person is asked. */
export function useTakeDrop(): (files: DroppedFile[]) => Promise<void> {
  const takePath = useTakePath()
  return async (files) => {
    if (files.length === 0) return
    if (files.length > 1) {
      notify({ title: t('data:drop.onlyOne'), detail: t('data:drop.onlyOneDetail'), tone: 'warning' })
      return
    }
    const [dropped] = files
    const desktop = window.fewlabel
    const path = desktop ? await desktop.pathOf(dropped.file) : null
    if (path) takePath(path)
    else openDropDialog({ name: dropped.name, bytes: dropped.isFolder ? null : dropped.file.size })
  }
}
