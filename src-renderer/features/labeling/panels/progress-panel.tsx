import { useMutation } from '@tanstack/react-query'
import type { DecoderKind } from '../../../../src-main/contract/labeling.ts'
import { notifyError } from '../../../components/notify.ts'
import { Select } from '../../../components/select.tsx'
import { formatCount, formatPercent } from '../../../lib/format.ts'
import { useLive } from '../../../lib/live-state.ts'
import { trpc } from '../../../lib/trpc.ts'
import { workArea } from '../work-area.ts'
import { AccuracyGist } from './accuracy-gist.tsx'
import styles from './progress-panel.module.css'

const decoders: readonly { value: DecoderKind; label: string; detail: string }[] = [
  {
    value: 'graph',
    label: 'Graph',
    detail: 'Labels spread to samples that look alike. Best with few labels.',
  },
  { value: 'soft', label: 'Soft', detail: 'Each cluster weighs its labels by how well they belong to it.' },
  { value: 'hard', label: 'Hard', detail: 'Each cluster takes the class of most of its labels.' },
  {
    value: 'hard-nearest',
    label: 'Hard, nearest',
    detail: 'Like hard; a cluster without labels takes the class of the nearest one that has some.',
  },
]

/** How far the labeling is, and how the labels are spread to the rest. */
export function ProgressPanel() {
  const summary = useLive((live) => live.labeling)
  const decoder = useMutation({
    mutationFn: (kind: DecoderKind) => trpc.labeling.setDecoder.mutate({ decoder: kind }),
    onError: notifyError,
  })
  if (!summary) return null
  const { samples, labeled, skipped, flagged, confident, accuracyAgainstTruth } = summary
  const sure = samples === 0 ? 0 : (confident * (samples - labeled)) / samples
  const done = samples === 0 ? 0 : labeled / samples
  return (
    <section className={styles.panel} aria-label="Progress">
      <div
        className={styles.bar}
        role="img"
        aria-label={`${formatPercent(done)} labeled by people, ${formatPercent(sure)} guessed with confidence`}
      >
        {labeled > 0 && <span className={styles.labeled} style={{ width: `${done * 100}%` }} />}
        <span className={styles.sure} style={{ width: `${sure * 100}%` }} />
      </div>
      <dl className={styles.numbers}>
        <div>
          <dt>Labeled</dt>
          <dd>
            {formatCount(labeled)} <span className={styles.of}>of {formatCount(samples)}</span>
          </dd>
        </div>
        <div title="Share of the unlabeled samples of which the model is at least 90% sure">
          <dt>Confident</dt>
          <dd>{formatPercent(confident)}</dd>
        </div>
        <div>
          <dt>Skipped</dt>
          <dd>{formatCount(skipped)}</dd>
        </div>
        <div>
          <dt>Flagged</dt>
          <dd>{formatCount(flagged)}</dd>
        </div>
        {accuracyAgainstTruth !== null && (
          <div
            className={styles.wide}
            title="Guesses for unlabeled samples, compared with the classes that were imported"
          >
            <dt>Accuracy against imported truth</dt>
            <dd>{formatPercent(accuracyAgainstTruth)}</dd>
          </div>
        )}
      </dl>
      <AccuracyGist />
      <div className={styles.decoder}>
        <span>Spread labels by</span>
        <Select
          label="Decoder"
          hideLabel
          value={decoder.isPending ? decoder.variables : summary.decoder}
          onChange={(kind) => decoder.mutate(kind)}
          items={decoders}
          finalFocus={workArea}
          disabled={summary.runId === null}
        />
      </div>
    </section>
  )
}
