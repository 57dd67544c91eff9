import { useQuery } from '@tanstack/react-query'
import { useCommands } from '../../lib/commands.ts'
import { t } from '../../lib/i18n.ts'
import { useLive } from '../../lib/live-state.ts'
import { recentQuery } from './recent-query.ts'
import { useProjectActions } from './use-project-actions.ts'

/** Offers the projects in the command palette; mounted once. */
export function ProjectCommands() {
  const projects = useProjectActions()
  const recent = useQuery(recentQuery).data ?? []
  const path = useLive((live) => live.project?.path)
  const group = t('projects:group')
  useCommands(() => [
    {
      id: 'project:create',
      group,
      title: t('projects:create.title'),
      run: () => void projects.chooseAndCreate(),
    },
    { id: 'project:open', group, title: t('projects:open.dialog'), run: () => void projects.chooseAndOpen() },
    ...recent
      .filter((project) => project.exists && project.path !== path)
      .map((project) => ({
        id: `project:${project.path}`,
        group,
        title: t('projects:open.named', { name: project.name }),
        detail: project.path,
        run: () => projects.openFrom(project.path),
      })),
  ])
  return null
}
