import { Download, Keyboard, Search } from 'lucide-react'
import type { ProjectSummary } from '../../../src-main/contract/project.ts'
import { BrandMark } from '../../components/brand-mark.tsx'
import { Button } from '../../components/button.tsx'
import { ErrorBoundary } from '../../components/error-boundary.tsx'
import { IconButton } from '../../components/icon-button.tsx'
import { Tooltip } from '../../components/tooltip.tsx'
import { t } from '../../lib/i18n.ts'
import { navigate } from '../../lib/route.ts'
import { useKeymap } from '../../lib/use-keymap.ts'
import { ExportDialog } from '../export/export-dialog.tsx'
import { openExport } from '../export/export-store.ts'
import { ImportView } from '../import/import-view.tsx'
import { RelinkDialog } from '../import/relink-dialog.tsx'
import { LabelingView } from '../labeling/labeling-view.tsx'
import { QualityView } from '../quality/quality-view.tsx'
import { openPalette } from '../settings/command-palette.tsx'
import { openKeyHelp } from '../settings/key-help.tsx'
import { openPreferences, SettingsPopover } from '../settings/settings-popover.tsx'
import { TakeDialog } from '../snapshots/take-dialog.tsx'
import { openTakeSnapshot } from '../snapshots/take-store.ts'
import { PackageNote } from '../team/package-note.tsx'
import { TrainingView } from '../training/training-view.tsx'
import styles from './app-frame.module.css'
import { EngineChip } from './engine-chip.tsx'
import { EngineNotice } from './engine-notice.tsx'
import { ProjectMenu } from './project-menu.tsx'
import { Steps } from './steps.tsx'
import { Tour } from './tour.tsx'
import { startTour } from './tour-store.ts'
import { useCurrentStep } from './use-current-step.ts'

/** The window while a project is open: the top bar and the step on screen. */
export function AppFrame({ project }: { project: ProjectSummary }) {
  const step = useCurrentStep(project)
  useKeymap({
    'go-data': () => navigate(['data']),
    'go-training': () => navigate(['training']),
    'go-labeling': () => navigate(['label']),
    'go-quality': () => navigate(['quality']),
    export: openExport,
    snapshot: openTakeSnapshot,
    preferences: openPreferences,
    tour: startTour,
  })

  return (
    <div className={styles.frame}>
      <header className={styles.bar}>
        <div className={styles.left}>
          <BrandMark size={24} />
          <ProjectMenu project={project} />
        </div>
        <Steps current={step} />
        <div className={styles.right}>
          <EngineChip />
          <SettingsPopover />
          <IconButton
            label={t('frame:palette')}
            keyId="palette"
            icon={<Search size={16} />}
            onClick={openPalette}
          />
          <IconButton
            label={t('frame:keys')}
            keyId="help"
            icon={<Keyboard size={16} />}
            onClick={openKeyHelp}
          />
          <Tooltip text={t('frame:exportLabels')} keyId="export">
            <Button icon={<Download size={15} />} disabled={project.samples === 0} onClick={openExport}>
              {t('frame:export')}
            </Button>
          </Tooltip>
        </div>
      </header>
      <EngineNotice />
      {project.work && <PackageNote work={project.work} />}
      <main className={styles.main} key={project.path}>
        <ErrorBoundary key={step}>
          {step === 'data' && <ImportView project={project} />}
          {step === 'training' && <TrainingView project={project} />}
          {step === 'label' && <LabelingView />}
          {step === 'quality' && <QualityView />}
        </ErrorBoundary>
      </main>
      <ExportDialog project={project} />
      <RelinkDialog />
      <TakeDialog />
      <Tour />
    </div>
  )
}
