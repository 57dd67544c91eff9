import { Segmented } from '../../components/segmented.tsx'
import { Switch } from '../../components/switch.tsx'
import { TextArea } from '../../components/text-area.tsx'
import { TextField } from '../../components/text-field.tsx'
import { t } from '../../lib/i18n.ts'
import { type DraftFault, peopleOf, type ShareOutDraft } from './share-out-draft.ts'
import styles from './team.module.css'

interface ShareOutFormProps {
  draft: ShareOutDraft
  faults: readonly DraftFault[]
  trained: boolean
  onChange: (draft: ShareOutDraft) => void
}

/** Who, which samples, how many people for each, and how. */
export function ShareOutForm({ draft, faults, trained, onChange }: ShareOutFormProps) {
  const set = (part: Partial<ShareOutDraft>) => onChange({ ...draft, ...part })
  const fault = (name: DraftFault) => (faults.includes(name) ? t(`team:fault.${name}`) : null)
  const several = peopleOf(draft).length > 1
  return (
    <>
      <TextArea
        label={t('team:share.people')}
        hint={t('team:share.peopleHint')}
        error={fault('people')}
        value={draft.people}
        onChange={(people) => set({ people })}
      />
      <div className={styles.group}>
        <Segmented<ShareOutDraft['from']>
          label={t('team:choice.label')}
          value={draft.from}
          onChange={(from) => set({ from })}
          items={[
            { value: 'share', label: t('team:choice.share') },
            ...(trained ? [{ value: 'clusters' as const, label: t('team:choice.clusters') }] : []),
            { value: 'range', label: t('team:choice.range') },
          ]}
        />
        {draft.from === 'share' && (
          <TextField
            label={t('team:choice.percent')}
            hint={t('team:choice.percentHint')}
            error={fault('percent')}
            suffix="%"
            inputMode="decimal"
            value={draft.percent}
            onChange={(percent) => set({ percent })}
          />
        )}
        {draft.from === 'clusters' && (
          <TextField
            label={t('team:choice.numbers')}
            hint={t('team:choice.numbersHint')}
            error={fault('clusters')}
            value={draft.clusters}
            onChange={(clusters) => set({ clusters })}
          />
        )}
        {draft.from === 'range' && (
          <div className={styles.pair}>
            <TextField
              label={t('team:choice.first')}
              inputMode="numeric"
              error={fault('range')}
              value={draft.first}
              onChange={(first) => set({ first })}
            />
            <TextField
              label={t('team:choice.last')}
              inputMode="numeric"
              value={draft.last}
              onChange={(last) => set({ last })}
            />
          </div>
        )}
        <Switch
          label={t('team:share.withLabeled')}
          hint={t('team:share.withLabeledHint')}
          checked={draft.withLabeled}
          onChange={(withLabeled) => set({ withLabeled })}
        />
      </div>
      <div className={styles.group}>
        <Segmented<ShareOutDraft['how']>
          label={t('team:share.how')}
          value={draft.how}
          onChange={(how) => set({ how })}
          items={[
            { value: 'files', label: t('team:share.asFiles') },
            { value: 'here', label: t('team:share.here') },
          ]}
        />
        <p className={styles.note}>{t(`team:share.${draft.how}Hint`)}</p>
        {draft.how === 'files' && (
          <>
            <Switch
              label={t('team:share.independent')}
              hint={t('team:share.independentHint')}
              checked={draft.independent}
              onChange={(independent) => set({ independent })}
            />
            {several && (
              <div className={styles.pair}>
                <TextField
                  label={t('team:share.overlap')}
                  hint={t('team:share.overlapHint')}
                  error={fault('overlap')}
                  inputMode="numeric"
                  value={draft.overlap}
                  onChange={(overlap) => set({ overlap })}
                />
                {draft.overlap.trim() !== '1' && (
                  <TextField
                    label={t('team:share.overlapShare')}
                    hint={t('team:share.overlapShareHint')}
                    error={fault('overlapPercent')}
                    suffix="%"
                    inputMode="decimal"
                    value={draft.overlapPercent}
                    onChange={(overlapPercent) => set({ overlapPercent })}
                  />
                )}
              </div>
            )}
          </>
        )}
      </div>
    </>
  )
}
