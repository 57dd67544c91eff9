import { importFormatSchema } from '../../../src-main/contract/data.ts'
import type { ImportEntry } from '../../../src-main/contract/desk.ts'
import type { ProjectSummary } from '../../../src-main/contract/project.ts'
import { SortableTable, type TableColumn } from '../../components/sortable-table.tsx'
import { formatCount, formatDateTime } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { baseName } from '../../lib/paths.ts'
import styles from './import-list.module.css'
import { useImportHistory } from './use-import-history.ts'

const rowsShown = 5

/** What is in the project, import by import. */
export function ImportList({ project }: { project: ProjectSummary }) {
  const data = useImportHistory(project)
  if (!data || data.imports.length === 0) return null
  return (
    <section className={styles.list} aria-label={t('data:imports.title')}>
      <h3 className={styles.title}>{t('data:imports.title')}</h3>
      <SortableTable
        label={t('data:imports.title')}
        rows={data.imports}
        columns={columns()}
        rowKey={({ id }) => id}
        start={{ by: 'at', descending: true }}
        limit={rowsShown}
      />
    </section>
  )
}

function columns(): TableColumn<ImportEntry>[] {
  return [
    {
      key: 'source',
      title: t('data:imports.source'),
      kind: 'words',
      value: sourceName,
      render: (entry) => (
        <span className={styles.source} title={entry.source}>
          {sourceName(entry)}
        </span>
      ),
    },
    {
      key: 'format',
      title: t('data:imports.format'),
      kind: 'words',
      value: ({ format }) => nameOf(format),
      render: ({ format }) => nameOf(format),
    },
    {
      key: 'at',
      title: t('data:imports.at'),
      kind: 'number',
      value: ({ at }) => Date.parse(at),
      render: ({ at }) => <time dateTime={at}>{formatDateTime(at)}</time>,
    },
    {
      key: 'samples',
      title: t('data:imports.samples'),
      kind: 'number',
      value: ({ samples }) => samples,
      render: ({ samples }) => formatCount(samples),
    },
    {
      key: 'labeled',
      title: t('data:imports.labeled'),
      kind: 'number',
      value: ({ labeled }) => labeled,
      render: ({ labeled }) => formatCount(labeled),
    },
  ]
}

/** Letters that the program drew have no file. */
const drawn = 'drawn letters'

function sourceName({ source }: ImportEntry): string {
  return source === drawn ? t('data:imports.drawn') : baseName(source)
}

/** A newer program may know formats that this one does not. */
function nameOf(format: string): string {
  const known = importFormatSchema.safeParse(format)
  return known.success ? t(`data:formats.${known.data}.name`) : format
}
