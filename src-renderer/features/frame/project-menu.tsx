import { ChevronDown, Copy, FilePlus2, FolderOpen, Link2, Network, X } from 'lucide-react'
import type { ProjectSummary } from '../../../src-main/contract/project.ts'
import { Button } from '../../components/button.tsx'
import { Menu } from '../../components/menu.tsx'
import { notify } from '../../components/notify.ts'
import { VisuallyHidden } from '../../components/visually-hidden.tsx'
import { t } from '../../lib/i18n.ts'
import { openRelink } from '../import/relink-dialog.tsx'
import { useProjectActions } from '../projects/use-project-actions.ts'
import styles from './project-menu.module.css'
import { forgetPlace } from './use-current-step.ts'

export function ProjectMenu({ project }: { project: ProjectSummary }) {
  const projects = useProjectActions()
  return (
    <Menu
      trigger={
        <Button
          variant="ghost"
          className={styles.trigger}
          title={project.onShare ? `${project.path}\n${t('frame:project.onShare')}` : project.path}
        >
          <span className={styles.name}>{project.name}</span>
          {project.onShare && (
            <>
              <Network size={14} aria-hidden="true" />
              <VisuallyHidden>{t('frame:project.onShare')}</VisuallyHidden>
            </>
          )}
          <ChevronDown size={14} />
        </Button>
      }
      entries={[
        {
          label: t('frame:project.create'),
          icon: <FilePlus2 size={15} />,
          onChoose: projects.chooseAndCreate,
        },
        { label: t('frame:project.open'), icon: <FolderOpen size={15} />, onChoose: projects.chooseAndOpen },
        'separator',
        { label: t('frame:project.relink'), icon: <Link2 size={15} />, onChoose: openRelink },
        {
          label: t('frame:project.copyPath'),
          icon: <Copy size={15} />,
          onChoose: () => {
            navigator.clipboard.writeText(project.path).then(
              () => notify({ title: t('frame:project.pathCopied') }),
              () => notify({ title: t('clipboardFailed'), tone: 'warning' }),
            )
          },
        },
        'separator',
        {
          label: t('frame:project.close'),
          icon: <X size={15} />,
          onChoose: () => projects.close.mutate(undefined, { onSuccess: forgetPlace }),
        },
      ]}
    />
  )
}
