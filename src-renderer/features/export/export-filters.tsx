import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ExportChoices } from '../../../src-main/contract/desk.ts'
import type { ExportFilter } from '../../../src-main/contract/export.ts'
import type { ProjectSummary } from '../../../src-main/contract/project.ts'
import { Swatch } from '../../components/swatch.tsx'
import { TextField } from '../../components/text-field.tsx'
import { t } from '../../lib/i18n.ts'
import { trpc } from '../../lib/trpc.ts'
import { readClusters, writeClusters } from './cluster-numbers.ts'
import { PickList } from './pick-list.tsx'

export interface ExportFiltersProps {
  filter: ExportFilter
  choices: ExportChoices | undefined
  project: ProjectSummary
  onChange: (filter: ExportFilter) => void
}

/** Only some classes, some people's labels, some clusters. */
export function ExportFilters({ filter, choices, project, onChange }: ExportFiltersProps) {
  const classes = useQuery({
    queryKey: ['exports', 'classes'],
    queryFn: () => trpc.classes.list.query(),
  }).data
  const [typed, setTyped] = useState(() => writeClusters(filter.clusters ?? []))
  const wrong = readClusters(typed) === null
  return (
    <>
      {classes && classes.length > 0 && (
        <PickList
          label={t('export:filter.classes')}
          entries={classes.map(({ id, name, colour }) => ({
            key: id,
            name,
            icon: <Swatch colour={colour} />,
          }))}
          chosen={filter.classIds}
          onChange={(classIds) => onChange({ ...filter, classIds })}
        />
      )}
      {choices && choices.annotators.length > 1 && (
        <PickList
          label={t('export:filter.annotators')}
          entries={choices.annotators.map(({ name }) => ({ key: name, name }))}
          chosen={filter.annotators}
          onChange={(annotators) => onChange({ ...filter, annotators })}
        />
      )}
      {project.trained && (
        <TextField
          label={t('export:filter.clusters')}
          value={typed}
          placeholder={t('export:filter.all')}
          hint={t('export:filter.clustersHint')}
          maxLength={2000}
          error={wrong ? t('export:filter.clustersWrong') : null}
          onChange={(text) => {
            setTyped(text)
            const clusters = readClusters(text)
            if (clusters) onChange({ ...filter, clusters: clusters.length > 0 ? clusters : undefined })
          }}
        />
      )}
    </>
  )
}
