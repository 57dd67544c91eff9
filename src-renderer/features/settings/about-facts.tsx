import { FolderOpen } from 'lucide-react'
import type { ReactNode } from 'react'
import type { About } from '../../../src-main/contract/about.ts'
import { externalLinks, type ShownFolder } from '../../../src-main/contract/desktop.ts'
import type { EngineStatus } from '../../../src-main/contract/training.ts'
import { BrandMark } from '../../components/brand-mark.tsx'
import { IconButton } from '../../components/icon-button.tsx'
import { notifyError } from '../../components/notify.ts'
import { t } from '../../lib/i18n.ts'
import styles from './about-facts.module.css'

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles.row}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** A path, and in the desktop shell the way to it. */
function Folder({ path, show, label }: { path: string; show: ShownFolder; label: string }) {
  const bridge = window.fewlabel
  return (
    <span className={styles.folder}>
      <code>{path}</code>
      {bridge && (
        <IconButton
          size="s"
          label={label}
          icon={<FolderOpen size={15} />}
          onClick={() => void bridge.showFolder(show).catch(notifyError)}
        />
      )}
    </span>
  )
}

export function AboutFacts({ about, engine }: { about: About; engine: EngineStatus | null }) {
  const { configFolder, logFolder, parts, projectFormat, projectsFolder, system, version } = about
  return (
    <>
      <div className={styles.head}>
        <BrandMark size={44} />
        <div>
          <p className={styles.name}>Fewlabel</p>
          <p className={styles.version}>{t('settings:about.version', { version })}</p>
        </div>
      </div>
      <dl className={styles.facts}>
        {engine && (
          <Row name={t('settings:about.engine')}>
            {[engine.backend && t(`frame:engine.${engine.backend}`), t(`frame:engine.states.${engine.state}`)]
              .filter(Boolean)
              .join(' · ')}
            <span className={styles.reason}>
              {engine.state === 'stopped' ? t('frame:engine.resting') : engine.reason}
            </span>
          </Row>
        )}
        {engine?.version && <Row name={t('settings:about.engineVersion')}>{engine.version}</Row>}
        {parts.map((part) => (
          <Row key={part.name} name={part.name}>
            {part.version}
          </Row>
        ))}
        <Row name={t('settings:about.projectFormat')}>{projectFormat}</Row>
        <Row name={t('settings:about.system')}>{system}</Row>
      </dl>
      <h3 className={styles.title}>{t('settings:about.folders')}</h3>
      <dl className={styles.facts}>
        <Row name={t('settings:about.projectsFolder')}>
          <Folder path={projectsFolder} show="projects" label={t('settings:about.showProjects')} />
        </Row>
        <Row name={t('settings:about.configFolder')}>
          <code>{configFolder}</code>
        </Row>
        <Row name={t('settings:about.logFolder')}>
          {logFolder === null ? (
            t('settings:about.logTerminal')
          ) : (
            <Folder path={logFolder} show="logs" label={t('settings:about.showLogs')} />
          )}
        </Row>
      </dl>
      <p className={styles.licence}>
        {t('settings:about.licence')}{' '}
        <a
          href={externalLinks[0]}
          target="_blank"
          rel="noreferrer"
          title={t('settings:about.licenceOpens')}
          lang="en"
        >
          {t('settings:about.licenceName')}
        </a>
      </p>
    </>
  )
}
