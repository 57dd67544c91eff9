import { FilePlus2, FolderOpen, Shapes } from 'lucide-react'
import type { ReactNode } from 'react'
import { BrandMark } from '../../components/brand-mark.tsx'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { Spinner } from '../../components/spinner.tsx'
import { toErrorDocument } from '../../lib/errors.ts'
import { useShellInfo } from '../../lib/shell-info.ts'
import { ThemeSwitch } from '../settings/theme-switch.tsx'
import { RecentProjects } from './recent-projects.tsx'
import styles from './start-screen.module.css'
import { useProjectActions } from './use-project-actions.ts'

interface WayInProps {
  icon: ReactNode
  title: string
  detail: string
  busy: boolean
  disabled: boolean
  onChoose: () => void
}

function WayIn({ icon, title, detail, busy, disabled, onChoose }: WayInProps) {
  return (
    <button type="button" className={styles.way} disabled={disabled} onClick={onChoose}>
      <span className={styles.wayIcon}>{busy ? <Spinner /> : icon}</span>
      <span>
        <span className={styles.wayTitle}>{title}</span>
        <span className={styles.wayDetail}>{detail}</span>
      </span>
    </button>
  )
}

/** What is shown while no project is open. */
export function StartScreen() {
  const shell = useShellInfo()
  const projects = useProjectActions()
  const failed = [projects.open, projects.create, projects.openSample].find((mutation) => mutation.isError)

  return (
    <main className={styles.screen}>
      <div className={styles.content}>
        <section className={styles.intro}>
          <div className={styles.brand}>
            <BrandMark size={40} />
            <h1 className={styles.name}>Fewlabel</h1>
          </div>
          <p className={styles.claim}>
            Sorts a pile of unlabeled samples into clusters, asks you about the few it knows least about, and
            labels the rest.
          </p>
          <div className={styles.ways}>
            <WayIn
              icon={<FilePlus2 size={18} />}
              title="New project"
              detail="An empty project file, then your images or table"
              busy={projects.create.isPending}
              disabled={projects.busy}
              onChoose={projects.chooseAndCreate}
            />
            <WayIn
              icon={<FolderOpen size={18} />}
              title="Open project…"
              detail="A .fewlabel file on this computer"
              busy={projects.open.isPending}
              disabled={projects.busy}
              onChoose={projects.chooseAndOpen}
            />
            <WayIn
              icon={<Shapes size={18} />}
              title="Open the sample project"
              detail="5,000 drawn letters to try everything on"
              busy={projects.openSample.isPending}
              disabled={projects.busy}
              onChoose={() => projects.openSample.mutate()}
            />
          </div>
          {failed && <ErrorNotice error={toErrorDocument(failed.error)} />}
        </section>
        <RecentProjects
          busy={projects.busy}
          opening={projects.open.isPending ? projects.open.variables : null}
          onOpen={(path) => projects.open.mutate(path)}
          onForget={(path) => projects.forget.mutate(path)}
        />
      </div>
      <footer className={styles.footer}>
        <span>{shell ? `Version ${shell.version}` : ''}</span>
        <ThemeSwitch />
      </footer>
    </main>
  )
}
