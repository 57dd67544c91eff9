import type { ExportRequest } from '../../../src-main/contract/export.ts'
import { type LabelSource, labelSources } from '../../../src-main/contract/labeling.ts'
import { Checkbox } from '../../components/checkbox.tsx'
import { Slider } from '../../components/slider.tsx'
import { formatPercent } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import styles from './export-sources.module.css'

export interface ExportSourcesProps {
  request: ExportRequest
  onChange: (change: Partial<ExportRequest>) => void
}

/** Whose labels go out, and from which confidence on those of the model. */
export function ExportSources({ request: { sources, minConfidence }, onChange }: ExportSourcesProps) {
  const toggle = (source: LabelSource, on: boolean) =>
    onChange({ sources: labelSources.filter((each) => (each === source ? on : sources.includes(each))) })
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{t('export:form.whose')}</legend>
      <div className={styles.sources}>
        {labelSources.map((source) => (
          <Checkbox
            key={source}
            label={t(`export:sources.${source}`)}
            checked={sources.includes(source)}
            // The last one stays: an export of nobody's labels is none.
            disabled={sources.length === 1 && sources[0] === source}
            onChange={(on) => toggle(source, on)}
          />
        ))}
      </div>
      {sources.includes('model') && (
        <div className={styles.confidence}>
          <span>{t('export:form.from')}</span>
          <output className={styles.value}>{formatPercent(minConfidence)}</output>
          <div className={styles.slider}>
            <Slider
              label={t('export:form.lowest')}
              value={minConfidence}
              min={0}
              max={1}
              step={0.01}
              format={formatPercent}
              onChange={(next) => onChange({ minConfidence: next })}
            />
          </div>
        </div>
      )}
    </fieldset>
  )
}
