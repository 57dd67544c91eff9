import { ArrowRight } from 'lucide-react'
import { useState } from 'react'
import type { ImportProblem, ImportReport } from '../../../src-main/contract/data.ts'
import { Badge } from '../../components/badge.tsx'
import { Button } from '../../components/button.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { Panel } from '../../components/panel.tsx'
import { Tabs } from '../../components/tabs.tsx'
import { VirtualRows } from '../../components/virtual-rows.tsx'
import { capitalised, formatCount, formatDuration } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { baseName } from '../../lib/paths.ts'
import { navigate } from '../../lib/route.ts'
import styles from './import-report-panel.module.css'
import { duplicatesAsText, problemsAsText } from './report-text.ts'

type Tab = 'problems' | 'notices' | 'duplicates' | 'labels' | 'truth'

const rowHeight = 44
const listHeight = rowHeight * 6

/** What an import brought, and what it left out and why. */
export function ImportReportPanel({ report, trained }: { report: ImportReport; trained: boolean }) {
  const present: { value: Tab; name: string; count: number }[] = [
    { value: 'problems' as const, name: t('data:report.problems'), count: report.failed },
    { value: 'notices' as const, name: t('data:report.notices'), count: report.notices.length },
    { value: 'duplicates' as const, name: t('data:report.duplicates'), count: report.duplicates },
    { value: 'labels' as const, name: t('data:report.labels'), count: report.labels },
    { value: 'truth' as const, name: t('data:report.truth'), count: report.truthClasses.length },
  ].filter((tab) => tab.count > 0)
  const [chosen, setChosen] = useState<Tab | null>(null)
  const tab = present.find((candidate) => candidate.value === chosen)?.value ?? present[0]?.value

  return (
    <Panel
      title={t('data:report.title', {
        count: report.imported,
        duration: formatDuration(report.seconds),
      })}
      detail={report.source}
      actions={
        !trained && (
          <Button variant="primary" onClick={() => navigate(['training'])}>
            {t('data:report.goOn')}
            <ArrowRight size={15} />
          </Button>
        )
      }
    >
      {tab && (
        <Tabs
          label={t('data:report.tabs')}
          value={tab}
          onChange={setChosen}
          tabs={present.map((candidate) => ({
            value: candidate.value,
            label: (
              <>
                {candidate.name}
                <Badge tone={candidate.value === 'problems' ? 'warning' : 'neutral'}>
                  {formatCount(candidate.count)}
                </Badge>
              </>
            ),
          }))}
        >
          {tab === 'problems' && (
            <Problems label={t('data:report.problems')} problems={report.problems} all={report.failed} />
          )}
          {tab === 'notices' && (
            <Problems
              label={t('data:report.notices')}
              problems={report.notices}
              all={report.notices.length}
            />
          )}
          {tab === 'duplicates' && <Duplicates report={report} />}
          {tab === 'labels' && (
            <>
              <p className={styles.below}>{t('data:report.labelsFrom')}</p>
              <Names names={report.labelAnnotators} />
            </>
          )}
          {tab === 'truth' && <Names names={report.truthClasses} />}
        </Tabs>
      )}
    </Panel>
  )
}

function Names({ names }: { names: readonly string[] }) {
  return (
    <ul className={styles.classes}>
      {names.map((name) => (
        <li key={name}>
          <Badge>{name}</Badge>
        </li>
      ))}
    </ul>
  )
}

function Problems({ label, problems, all }: { label: string; problems: ImportProblem[]; all: number }) {
  return (
    <>
      <VirtualRows
        label={label}
        count={problems.length}
        rowHeight={rowHeight}
        maxHeight={listHeight}
        render={(index) => {
          const { file, place, reason } = problems[index]
          return (
            <div className={styles.row}>
              <span className={styles.file} title={file}>
                {baseName(file)}
                {place && <span className={styles.place}>{place}</span>}
              </span>
              <span className={styles.reason}>{capitalised(reason)}</span>
            </div>
          )
        }}
      />
      <Below shown={problems.length} all={all} text={problemsAsText(problems)} />
    </>
  )
}

function Duplicates({ report }: { report: ImportReport }) {
  const { duplicateExamples } = report
  return (
    <>
      <VirtualRows
        label={t('data:report.duplicateList')}
        count={duplicateExamples.length}
        rowHeight={rowHeight}
        maxHeight={listHeight}
        render={(index) => (
          <div className={styles.row}>
            <span className={styles.file}>{duplicateExamples[index].skipped}</span>
            <span className={styles.reason}>
              {t('data:report.sameAs', { sample: duplicateExamples[index].sameAs })}
            </span>
          </div>
        )}
      />
      <Below
        shown={duplicateExamples.length}
        all={report.duplicates}
        text={duplicatesAsText(duplicateExamples)}
      />
    </>
  )
}

function Below({ shown, all, text }: { shown: number; all: number; text: string }) {
  return (
    <div className={styles.below}>
      <span>{shown < all ? t('data:report.firstOf', { shown, all }) : ''}</span>
      <CopyButton text={text} label={t('data:report.copy')} />
    </div>
  )
}
