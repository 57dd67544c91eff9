import { Download, GitCompareArrows, RotateCcw } from 'lucide-react'
import type { Snapshot } from '../../../src-main/contract/snapshots.ts'
import { Button } from '../../components/button.tsx'
import { CopyButton } from '../../components/copy-button.tsx'
import { formatCount, formatDateTime } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { navigate } from '../../lib/route.ts'
import { openExportOf } from '../export/export-store.ts'
import { accuracyWords } from './moment-words.ts'
import styles from './snapshots.module.css'

/** One snapshot: what it holds, and what can be done with it. */
export function SnapshotRow({ snapshot, onRestore }: { snapshot: Snapshot; onRestore: () => void }) {
  const { id, name, note, annotator, takenAt, samples, runId, facts, sha256 } = snapshot
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <p className={styles.name}>{name}</p>
        {note && <p className={styles.text}>{note}</p>}
        <p className={styles.note}>
          {t('snapshots:row.taken', { at: formatDateTime(takenAt), annotator })}
          {' · '}
          {t('snapshots:row.labels', {
            count: facts.counts.labeled,
            samples: formatCount(samples),
          })}
          {' · '}
          {runId === null ? t('snapshots:row.noModel') : t('snapshots:row.model', { run: runId })}
          {' · '}
          {t('snapshots:row.accuracy', { accuracy: accuracyWords(facts.accuracy) })}
        </p>
        <p className={styles.sum}>
          <span className={styles.code}>{`${sha256.slice(0, 16)} …`}</span>
          <CopyButton text={sha256} label={t('snapshots:row.copySum', { name })} />
        </p>
      </div>
      <div className={styles.actions}>
        <Button
          size="s"
          icon={<GitCompareArrows size={14} />}
          aria-label={t('snapshots:row.compareOf', { name })}
          onClick={() => navigate(['quality', 'snapshots', String(id), 'now'])}
        >
          {t('snapshots:row.compare')}
        </Button>
        <Button
          size="s"
          icon={<Download size={14} />}
          aria-label={t('snapshots:row.exportOf', { name })}
          onClick={() => openExportOf(id)}
        >
          {t('snapshots:row.export')}
        </Button>
        <Button
          size="s"
          variant="ghost"
          icon={<RotateCcw size={14} />}
          aria-label={t('snapshots:row.restoreOf', { name })}
          onClick={onRestore}
        >
          {t('snapshots:row.restore')}
        </Button>
      </div>
    </li>
  )
}
