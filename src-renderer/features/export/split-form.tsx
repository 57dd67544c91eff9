import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import type { ExportSplit } from '../../../src-main/contract/export.ts'
import { Button } from '../../components/button.tsx'
import { IconButton } from '../../components/icon-button.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { Switch } from '../../components/switch.tsx'
import { TextField } from '../../components/text-field.tsx'
import { formatNumber } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { asDraft, mostParts, type PartDraft, readParts, splitPresets, sumOf } from './split-draft.ts'
import styles from './split-form.module.css'

export interface SplitFormProps {
  split: ExportSplit | null
  /** `valid` is false while the parts cannot be used as they are. */
  onChange: (split: ExportSplit | null, valid: boolean) => void
}

const kinds = ['none', 'two', 'three', 'own'] as const
type Kind = (typeof kinds)[number]

function kindOf(parts: readonly PartDraft[] | null): Kind {
  if (!parts) return 'none'
  const words = JSON.stringify(parts)
  if (words === JSON.stringify(splitPresets.two)) return 'two'
  return words === JSON.stringify(splitPresets.three) ? 'three' : 'own'
}

/** Parts with their shares, and how samples are drawn into them. */
export function SplitForm({ split, onChange }: SplitFormProps) {
  const [parts, setParts] = useState<PartDraft[] | null>(() => (split ? asDraft(split.parts) : null))
  const [kind, setKind] = useState<Kind>(() => kindOf(parts))
  const [settings, setSettings] = useState({
    seed: split?.seed ?? 1,
    stratify: split?.stratify ?? true,
    groupDuplicates: split?.groupDuplicates ?? true,
  })
  const read = parts ? readParts(parts) : null
  const problem = typeof read === 'string' ? read : null

  const tell = (next: PartDraft[] | null, how = settings) => {
    setParts(next)
    setSettings(how)
    const ready = next ? readParts(next) : null
    if (typeof ready === 'string') onChange(null, false)
    else onChange(ready && { ...how, parts: ready }, true)
  }
  const changePart = (at: number, change: Partial<PartDraft>) => {
    setKind('own')
    tell(parts?.map((part, index) => (index === at ? { ...part, ...change } : part)) ?? null)
  }

  return (
    <div className={styles.form}>
      <Segmented
        label={t('export:split.title')}
        value={kind}
        onChange={(next) => {
          setKind(next)
          if (next === 'none') tell(null)
          else if (next === 'own') tell(parts ?? [...splitPresets.three])
          else tell([...splitPresets[next]])
        }}
        items={kinds.map((value) => ({ value, label: t(`export:split.kinds.${value}`) }))}
      />
      {parts && (
        <>
          {kind === 'own' && (
            <ul className={styles.parts}>
              {parts.map((part, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a part is told by its place while its name is typed
                <li key={at} className={styles.part}>
                  <TextField
                    label={t('export:split.name', { number: at + 1 })}
                    hideLabel
                    value={part.name}
                    maxLength={32}
                    onChange={(name) => changePart(at, { name })}
                  />
                  <TextField
                    label={t('export:split.share', { number: at + 1 })}
                    hideLabel
                    value={part.percent}
                    inputMode="decimal"
                    suffix="%"
                    maxLength={7}
                    onChange={(percent) => changePart(at, { percent })}
                  />
                  <IconButton
                    label={t('export:split.remove', { part: part.name || at + 1 })}
                    size="s"
                    icon={<X size={14} />}
                    disabled={parts.length <= 2}
                    onClick={() => tell(parts.filter((_, index) => index !== at))}
                  />
                </li>
              ))}
              <li>
                <Button
                  size="s"
                  icon={<Plus size={14} />}
                  disabled={parts.length >= mostParts}
                  onClick={() => tell([...parts, { name: '', percent: '' }])}
                >
                  {t('export:split.add')}
                </Button>
              </li>
            </ul>
          )}
          {problem && (
            <p className={styles.problem} role="status">
              {t(`export:split.problems.${problem}`, { sum: formatNumber(sumOf(parts)) })}
            </p>
          )}
          <Switch
            label={t('export:split.stratify')}
            hint={t('export:split.stratifyHint')}
            checked={settings.stratify}
            onChange={(stratify) => tell(parts, { ...settings, stratify })}
          />
          <Switch
            label={t('export:split.group')}
            hint={t('export:split.groupHint')}
            checked={settings.groupDuplicates}
            onChange={(groupDuplicates) => tell(parts, { ...settings, groupDuplicates })}
          />
          <div className={styles.seed}>
            <TextField
              label={t('export:split.seed')}
              value={String(settings.seed)}
              inputMode="numeric"
              maxLength={9}
              hint={t('export:split.seedHint')}
              onChange={(text) => {
                const seed = Number(text)
                if (Number.isInteger(seed) && seed >= 0) tell(parts, { ...settings, seed })
              }}
            />
          </div>
        </>
      )}
    </div>
  )
}
