import type { ProjectSummary } from '../../../src-main/contract/project.ts'
import { Button } from '../../components/button.tsx'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { Page } from '../../components/page.tsx'
import { t } from '../../lib/i18n.ts'
import { useLive } from '../../lib/live-state.ts'
import { navigate } from '../../lib/route.ts'
import { UnsortedNotice } from '../training/unsorted-notice.tsx'
import { DataSummary } from './data-summary.tsx'
import { newDraft, setDraft, useImportDraft } from './import-draft.ts'
import { ImportForm } from './import-form.tsx'
import { ImportReportPanel } from './import-report-panel.tsx'
import { ImportRunning } from './import-running.tsx'
import styles from './import-view.module.css'
import { ImportWays } from './import-ways.tsx'
import { useChooseSource } from './use-choose-source.ts'

/** Samples in the project and the way to bring in more. */
export function ImportView({ project }: { project: ProjectSummary }) {
  const state = useLive((live) => live.import)
  const unsorted = useLive((live) => live.labeling?.unsorted ?? 0)
  const { draft } = useImportDraft()
  const choose = useChooseSource()
  const running = state?.state === 'running'
  const failedRequest = state?.state === 'failed' ? state.request : null
  const showWays = project.samples === 0 && !running && !draft

  return (
    <Page label={t('data:title')}>
      {running && <ImportRunning state={state} />}
      {draft && !running && <ImportForm draft={draft} project={project} />}
      {!draft && state?.state === 'failed' && state.error && (
        <ErrorNotice
          error={state.error}
          actions={
            failedRequest && (
              <Button size="s" onClick={() => setDraft(failedRequest)}>
                {t('data:tryAgain')}
              </Button>
            )
          }
        />
      )}
      {!draft && state?.state === 'cancelled' && (
        <p className={styles.cancelled} role="status">
          {t('data:cancelled')}
        </p>
      )}
      {!draft && state?.state === 'done' && state.report && (
        <ImportReportPanel report={state.report} trained={project.trained} />
      )}
      {!running && !draft && unsorted > 0 && (
        <UnsortedNotice count={unsorted} onStarted={() => navigate(['training'])} />
      )}
      {showWays && <ImportWays />}
      {project.samples > 0 && (
        <DataSummary
          project={project}
          canImport={!running && !draft}
          onImport={async () => {
            const source = await choose()
            if (source) setDraft(newDraft(source, project.inputShape))
          }}
        />
      )}
    </Page>
  )
}
