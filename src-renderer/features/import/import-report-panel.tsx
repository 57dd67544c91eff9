import { ArrowRight } from 'lucide-react'
import { useState } from 'react'
import type { ImportReport } from '../../../src-main/contract/data.ts'
import { Badge } from '../../components/badge.tsx'
import { Button } from '../../components/button.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { Panel } from '../../components/panel.tsx'
import { Tabs } from '../../components/tabs.tsx'
import { VirtualRows } from '../../components/virtual-rows.tsx'
import { capitalised, formatCount, formatCounted, formatDuration } from '../../lib/format.ts'
import { baseName } from '../../lib/paths.ts'
import { navigate } from '../../lib/route.ts'
import styles from './import-report-panel.module.css'
import { duplicatesAsText, problemsAsText } from './report-text.ts'

type Tab = 'problems' | 'duplicates' | 'truth'

const rowHeight = 44
const listHeight = rowHeight * 6

/** What an import brought, and what it left out and why. */
export function ImportReportPanel({ report, trained }: { report: ImportReport; trained: boolean }) {
  const present: { value: Tab; name: string; count: number }[] = [
    { value: 'problems' as const, name: 'Problems', count: report.failed },
    { value: 'duplicates' as const, name: 'Duplicates skipped', count: report.duplicates },
    { value: 'truth' as const, name: 'Ground truth', count: report.truthClasses.length },
  ].filter((tab) => tab.count > 0)
  const [chosen, setChosen] = useState<Tab | null>(null)
  const tab = present.find((candidate) => candidate.value === chosen)?.value ?? present[0]?.value

  return (
    <Panel
      title={`${formatCounted(report.imported, 'sample')} imported in ${formatDuration(report.seconds)}`}
      detail={report.source}
      actions={
        !trained && (
          <Button variant="primary" onClick={() => navigate(['training'])}>
            Go on to training
            <ArrowRight size={15} />
          </Button>
        )
      }
    >
      {tab && (
        <Tabs
          label="Report"
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
          {tab === 'problems' && <Problems report={report} />}
          {tab === 'duplicates' && <Duplicates report={report} />}
          {tab === 'truth' && (
            <ul className={styles.classes}>
              {report.truthClasses.map((name) => (
                <li key={name}>
                  <Badge>{name}</Badge>
                </li>
              ))}
            </ul>
          )}
        </Tabs>
      )}
    </Panel>
  )
}

function Problems({ report }: { report: ImportReport }) {
  const { problems } = report
  return (
    <>
      <VirtualRows
        label="Problems"
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
      <Below shown={problems.length} all={report.failed} text={problemsAsText(problems)} />
    </>
  )
}

function Duplicates({ report }: { report: ImportReport }) {
  const { duplicateExamples } = report
  return (
    <>
      <VirtualRows
        label="Duplicates"
        count={duplicateExamples.length}
        rowHeight={rowHeight}
        maxHeight={listHeight}
        render={(index) => (
          <div className={styles.row}>
            <span className={styles.file}>{duplicateExamples[index].skipped}</span>
            <span className={styles.reason}>Same as {duplicateExamples[index].sameAs}</span>
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
      <span>{shown < all ? `The first ${formatCount(shown)} of ${formatCount(all)} are listed.` : ''}</span>
      <CopyButton text={text} label="Copy list" />
    </div>
  )
}
