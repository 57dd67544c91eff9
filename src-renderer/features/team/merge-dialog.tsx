import type { MergeReport } from '../../../src-main/contract/work.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Facts } from '../../components/facts.tsx'
import { formatCount } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { baseName } from '../../lib/paths.ts'
import { navigate } from '../../lib/route.ts'
import styles from './team.module.css'

/** What came in with a package, and what is to be looked at. */
export function MergeDialog({ report, onClose }: { report: MergeReport | null; onClose: () => void }) {
  return (
    <Dialog
      open={report !== null}
      onClose={onClose}
      title={t('team:merge.done', { file: baseName(report?.file ?? '') })}
      footer={
        <>
          {report && report.disputed > 0 && (
            <Button
              onClick={() => {
                onClose()
                navigate(['quality', 'review'])
              }}
            >
              {t('team:merge.review')}
            </Button>
          )}
          <Button variant="primary" onClick={onClose}>
            {t('team:share.close')}
          </Button>
        </>
      }
    >
      {report && <Merged report={report} />}
    </Dialog>
  )
}

function Merged({ report }: { report: MergeReport }) {
  const { taken, known, samples, comments, disputed, annotator, people, withdrawn, unknownSamples } = report
  const others = people.some((name) => name !== annotator)
  const words = [
    others && t('team:merge.people', { name: annotator, list: people.join(', ') }),
    comments > 0 && t('team:merge.comments', { count: comments }),
    report.classesAdded.length > 0 && t('team:merge.classes', { list: report.classesAdded.join(', ') }),
    ...report.classConflicts.map(({ kind, name, became }) => t(`team:merge.${kind}`, { name, became })),
    withdrawn > 0 && t('team:merge.withdrawn', { count: withdrawn }),
    report.leftOut > 0 && t('team:merge.splits', { count: report.leftOut }),
    unknownSamples > 0 && t('team:merge.unknown', { count: unknownSamples }),
    taken > 0 && t('team:merge.undo'),
  ].filter((line) => line !== false)
  return (
    <div className={styles.stack}>
      <p>{t(taken > 0 ? 'team:merge.taken' : 'team:merge.nothingNew', { count: taken })}</p>
      <Facts
        facts={[
          { name: t('team:merge.new'), value: formatCount(taken) },
          { name: t('team:merge.known'), value: formatCount(known) },
          { name: t('team:merge.samples'), value: formatCount(samples) },
          { name: t('team:merge.disputed'), value: formatCount(disputed) },
        ]}
      />
      {words.length > 0 && (
        <ul className={styles.words}>
          {words.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
