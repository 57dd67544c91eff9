import { useMutation } from '@tanstack/react-query'
import { confidentFrom, type DecoderKind } from '../../../../src-main/contract/labeling.ts'
import { notifyError } from '../../../components/notify.ts'
import { Select } from '../../../components/select.tsx'
import { formatCount, formatPercent } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n.ts'
import { useLive } from '../../../lib/live-state.ts'
import { trpc } from '../../../lib/trpc.ts'
import { formatShare } from '../logic/format-share.ts'
import { workArea } from '../work-area.ts'
import { AccuracyGist } from './accuracy-gist.tsx'
import styles from './progress-panel.module.css'

const decoderOrder: readonly DecoderKind[] = ['graph', 'soft', 'hard', 'hard-nearest']

function decoders(): { value: DecoderKind; label: string; detail: string }[] {
  return decoderOrder.map((value) => ({
    value,
    label: t(`labeling:decoders.${value}`),
    detail: t(`labeling:decoders.${value}Detail`),
  }))
}

/** How far the labeling is, and how the labels are spread to the rest. */
export function ProgressPanel() {
  const summary = useLive((live) => live.labeling)
  const decoder = useMutation({
    mutationFn: (kind: DecoderKind) => trpc.labeling.setDecoder.mutate({ decoder: kind }),
    onError: notifyError,
  })
  if (!summary) return null
  const { samples, labeled, skipped, flagged, excluded, confident, accuracyAgainstTruth } = summary
  // Junk is no work to be done.
  const kept = samples - excluded
  const sure = kept === 0 ? 0 : (confident * (kept - labeled)) / kept
  const done = kept === 0 ? 0 : labeled / kept
  return (
    <section className={styles.panel} aria-label={t('labeling:progress.title')}>
      <div
        className={styles.bar}
        role="img"
        aria-label={t('labeling:progress.bar', { done: formatPercent(done), sure: formatPercent(sure) })}
      >
        {labeled > 0 && <span className={styles.labeled} style={{ width: `${done * 100}%` }} />}
        <span className={styles.sure} style={{ width: `${sure * 100}%` }} />
      </div>
      <dl className={styles.numbers}>
        <div>
          <dt>{t('labeling:progress.labeled')}</dt>
          <dd>
            {formatCount(labeled)}{' '}
            <span className={styles.of}>{t('labeling:progress.of', { count: samples })}</span>
          </dd>
        </div>
        <div title={t('labeling:progress.confidentHint', { share: formatShare(confidentFrom) })}>
          <dt>{t('labeling:progress.confident')}</dt>
          <dd>{formatPercent(confident)}</dd>
        </div>
        <div>
          <dt>{t('labeling:progress.skipped')}</dt>
          <dd>{formatCount(skipped)}</dd>
        </div>
        <div>
          <dt>{t('labeling:progress.flagged')}</dt>
          <dd>{formatCount(flagged)}</dd>
        </div>
        {excluded > 0 && (
          <div>
            <dt>{t('labeling:progress.excluded')}</dt>
            <dd>{formatCount(excluded)}</dd>
          </div>
        )}
        {accuracyAgainstTruth !== null && (
          <div className={styles.wide} title={t('labeling:progress.truthHint')}>
            <dt>{t('labeling:progress.truth')}</dt>
            <dd>{formatPercent(accuracyAgainstTruth)}</dd>
          </div>
        )}
      </dl>
      <AccuracyGist />
      <div className={styles.decoder}>
        <span>{t('labeling:progress.spreadBy')}</span>
        <Select
          label={t('labeling:progress.decoder')}
          hideLabel
          value={decoder.isPending ? decoder.variables : summary.decoder}
          onChange={(kind) => decoder.mutate(kind)}
          items={decoders()}
          finalFocus={workArea}
          disabled={summary.runId === null}
        />
      </div>
    </section>
  )
}
