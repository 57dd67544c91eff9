import type { ExportChoices } from '../../../src-main/contract/desk.ts'
import type { ExportRequest } from '../../../src-main/contract/export.ts'
import type { ProjectSummary } from '../../../src-main/contract/project.ts'
import { Switch } from '../../components/switch.tsx'
import { t } from '../../lib/i18n.ts'
import { CroissantForm } from './croissant-form.tsx'
import { ExportFilters } from './export-filters.tsx'
import { canHoldSamples } from './export-formats.ts'
import { Fold } from './fold.tsx'
import { SplitForm } from './split-form.tsx'

export interface ExportMoreProps {
  request: ExportRequest
  choices: ExportChoices | undefined
  project: ProjectSummary
  onChange: (change: Partial<ExportRequest>) => void
  /** A part of the settings cannot be used as it is, or can again. */
  onValid: (part: 'split' | 'croissant', valid: boolean) => void
}

const group = 'export-more'

/** What few exports need: filters, parts, and what is written beside the labels. */
export function ExportMore({ request, choices, project, onChange, onValid }: ExportMoreProps) {
  const { filter, split, withSamples, croissant } = request
  const filters = Object.values(filter).filter(Boolean).length
  const extras = (withSamples ? 1 : 0) + (croissant ? 1 : 0)
  return (
    <div>
      <Fold
        group={group}
        title={t('export:filter.title')}
        active={filters > 0}
        state={filters > 0 ? t('export:filter.set', { count: filters }) : t('export:filter.everything')}
      >
        <ExportFilters
          filter={filter}
          choices={choices}
          project={project}
          onChange={(next) => onChange({ filter: next })}
        />
      </Fold>
      <Fold
        group={group}
        title={t('export:split.title')}
        active={split !== null}
        state={split ? split.parts.map(({ name }) => name).join(', ') : t('export:split.kinds.none')}
      >
        <SplitForm
          split={split}
          onChange={(next, valid) => {
            onValid('split', valid)
            onChange({ split: next })
          }}
        />
      </Fold>
      <Fold
        group={group}
        title={t('export:extras.title')}
        active={extras > 0}
        state={extras > 0 ? t('export:extras.set', { count: extras }) : t('export:extras.none')}
      >
        {canHoldSamples(request.format) && (
          <Switch
            label={t('export:extras.samples')}
            hint={t('export:extras.samplesHint')}
            checked={withSamples}
            onChange={(next) => onChange({ withSamples: next })}
          />
        )}
        <CroissantForm
          // What was said before comes a moment later, and is where the form begins.
          key={choices ? 'remembered' : 'new'}
          facts={croissant}
          remembered={choices?.facts ?? null}
          name={project.name}
          onChange={(next, valid) => {
            onValid('croissant', valid)
            onChange({ croissant: next })
          }}
        />
      </Fold>
    </div>
  )
}
