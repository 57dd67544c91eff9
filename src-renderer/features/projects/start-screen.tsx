import { FilePlus2, FolderOpen, Shapes } from 'lucide-react'
import type { ReactNode } from 'react'
import { BrandMark } from '../../components/brand-mark.tsx'
import { Button } from '../../components/button.tsx'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { Spinner } from '../../components/spinner.tsx'
import { toErrorDocument } from '../../lib/errors.ts'
import { t } from '../../lib/i18n.ts'
import { useShellInfo } from '../../lib/shell-info.ts'
import { showAbout } from '../settings/about-store.ts'
import { LanguageSwitch } from '../settings/language-switch.tsx'
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
          <p className={styles.claim}>{t('projects:claim')}</p>
          <div className={styles.ways}>
            <WayIn
              icon={<FilePlus2 size={18} />}
              title={t('projects:create.title')}
              detail={t('projects:create.detail')}
              busy={projects.create.isPending}
              disabled={projects.busy}
              onChoose={projects.chooseAndCreate}
            />
            <WayIn
              icon={<FolderOpen size={18} />}
              title={t('projects:open.title')}
              detail={t('projects:open.detail')}
              busy={projects.open.isPending}
              disabled={projects.busy}
              onChoose={projects.chooseAndOpen}
            />
            <WayIn
              icon={<Shapes size={18} />}
              title={t('projects:sample.title')}
              detail={t('projects:sample.detail')}
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
        {shell ? (
          <Button
            variant="ghost"
            size="s"
            title={t('settings:about.title')}
            onClick={() => showAbout('facts')}
          >
            {t('projects:version', { version: shell.version })}
          </Button>
        ) : (
          <span />
        )}
        <span className={styles.looks}>
          <LanguageSwitch />
          <ThemeSwitch />
        </span>
      </footer>
    </main>
  )
}
