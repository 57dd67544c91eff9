import { useQuery } from '@tanstack/react-query'
import type { Snapshot } from '../../../src-main/contract/snapshots.ts'
import { Select } from '../../components/select.tsx'
import { formatDateTime } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { trpc } from '../../lib/trpc.ts'

export interface ExportMomentProps {
  /** Null for the project as it is. */
  snapshotId: number | null
  onChange: (snapshotId: number | null) => void
}

/** Which state of the project goes out; not asked while there is only the one of now. */
export function ExportMoment({ snapshotId, onChange }: ExportMomentProps) {
  const { data } = useQuery<Snapshot[]>({
    queryKey: ['exports', 'snapshots'],
    queryFn: () => trpc.snapshots.list.query(),
    staleTime: 0,
  })
  if (!data || data.length === 0) return null
  return (
    <Select
      label={t('export:moment.title')}
      value={snapshotId === null ? 'now' : String(snapshotId)}
      onChange={(next) => onChange(next === 'now' ? null : Number(next))}
      items={[
        { value: 'now', label: t('export:moment.now') },
        ...data.map(({ id, name, takenAt }) => ({
          value: String(id),
          label: t('export:moment.snapshot', { name }),
          detail: formatDateTime(takenAt),
        })),
      ]}
    />
  )
}
