import type { EpochRecord } from '../../../src-main/contract/training.ts'
import { LineChart } from '../../components/line-chart.tsx'
import { Panel } from '../../components/panel.tsx'
import { t } from '../../lib/i18n.ts'
import styles from './loss-chart.module.css'
import { curveSummary } from './run-texts.ts'

/** Loss by epoch. The two phases minimise different things, so they are two curves. */
export function LossChart({
  history,
  epochs,
  round,
}: {
  history: EpochRecord[]
  epochs: number
  round: 'epoch' | 'pass'
}) {
  const passes = round === 'pass'
  const of = (phase: EpochRecord['phase']) =>
    history.map((record) => (record.phase === phase ? record.loss : null))
  const heldOutLosses = history.map(({ heldOutLoss }) => heldOutLoss)
  const heldOut = heldOutLosses.some((loss) => loss !== null)
    ? [
        {
          label: t('training:loss.keptAside'),
          values: heldOutLosses,
          colour: '--text-2',
          dashed: true,
        } as const,
      ]
    : []
  return (
    <Panel title={t('training:loss.title')} detail={t('training:loss.detail')}>
      {history.length < 2 ? (
        <p className={styles.empty}>{t(`training:${round}.curveBegins`)}</p>
      ) : (
        <LineChart
          x={history.map(({ epoch }) => epoch)}
          xLabel={t(`training:${round}.one`)}
          xRange={[1, epochs]}
          height={220}
          summary={curveSummary(history, round)}
          series={[
            ...(passes
              ? []
              : [{ label: t('training:loss.warmup'), values: of('warmup'), colour: '--text-3' } as const]),
            { label: t(`training:${round}.work`), values: of('elbo'), colour: '--accent-text' },
            ...heldOut,
          ]}
        />
      )}
    </Panel>
  )
}
