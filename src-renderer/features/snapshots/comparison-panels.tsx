import type { ComparedMoment, SnapshotComparison } from '../../../src-main/contract/snapshots.ts'
import { Facts } from '../../components/facts.tsx'
import { Panel } from '../../components/panel.tsx'
import { SortableTable, type TableColumn } from '../../components/sortable-table.tsx'
import { formatCount, formatDateTime } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { accuracyWords } from './moment-words.ts'
import styles from './snapshots.module.css'

/** Both moments, and how many samples changed between them. */
export function MomentsPanel({ comparison }: { comparison: SnapshotComparison }) {
  const { from, to, labels, guesses } = comparison
  return (
    <Panel title={t('snapshots:moments.title')} detail={t('snapshots:moments.detail')}>
      <div className={styles.moments}>
        <Moment moment={from} />
        <Moment moment={to} />
      </div>
      <Facts
        facts={[
          { name: t('snapshots:moments.added'), value: formatCount(labels.added) },
          { name: t('snapshots:moments.changed'), value: formatCount(labels.changed) },
          { name: t('snapshots:moments.cleared'), value: formatCount(labels.cleared) },
          { name: t('snapshots:moments.same'), value: formatCount(labels.same) },
          {
            name: t('snapshots:moments.excluded'),
            value: formatCount(labels.excluded),
            note:
              labels.included > 0 ? t('snapshots:moments.included', { count: labels.included }) : undefined,
          },
          {
            name: t('snapshots:moments.guesses'),
            value: formatCount(guesses.changed),
            note: t('snapshots:moments.ofGuesses', { count: guesses.compared }),
          },
        ]}
      />
    </Panel>
  )
}

function Moment({ moment }: { moment: ComparedMoment }) {
  const { snapshotId, name, at, labeled, runId, accuracy } = moment
  return (
    <div className={styles.moment}>
      <p className={styles.name}>{snapshotId === null ? t('snapshots:compare.now') : name}</p>
      <p className={styles.note}>
        {snapshotId === null ? null : `${formatDateTime(at)} · `}
        {t('snapshots:moments.labels', { count: labeled })}
        {' · '}
        {runId === null ? t('snapshots:row.noModel') : t('snapshots:row.model', { run: runId })}
      </p>
      <p className={styles.text}>{t('snapshots:row.accuracy', { accuracy: accuracyWords(accuracy) })}</p>
    </div>
  )
}

type Person = SnapshotComparison['people'][number]

const columns = (): readonly TableColumn<Person>[] => [
  {
    key: 'annotator',
    title: t('snapshots:people.name'),
    kind: 'words',
    value: ({ annotator }) => annotator ?? '',
    render: ({ annotator }) => annotator ?? t('snapshots:people.undone'),
  },
  ...(['added', 'changed', 'cleared'] as const).map(
    (key): TableColumn<Person> => ({
      key,
      title: t(`snapshots:moments.${key}`),
      kind: 'number',
      value: (person) => person[key],
      render: (person) => formatCount(person[key]),
    }),
  ),
]

/** Who changed how many labels; nothing where nobody did. */
export function PeoplePanel({ people }: { people: readonly Person[] }) {
  if (people.length === 0) return null
  return (
    <Panel title={t('snapshots:people.title')} detail={t('snapshots:people.detail')}>
      <SortableTable
        label={t('snapshots:people.title')}
        rows={people}
        columns={columns()}
        rowKey={({ annotator }) => annotator ?? ''}
        start={{ by: 'added', descending: true }}
        limit={20}
      />
    </Panel>
  )
}

/** Classes that were made, merged or renamed; nothing where none was. */
export function ClassChanges({ classes }: { classes: SnapshotComparison['classes'] }) {
  const names = new Map(classes.all.map(({ id, name }) => [id, name]))
  const nameOf = (id: number) => names.get(id) ?? '–'
  const lines = [
    ...classes.added.map((id) => t('snapshots:classes.added', { name: nameOf(id) })),
    ...classes.merged.map(({ id, into }) =>
      t('snapshots:classes.merged', { name: nameOf(id), into: nameOf(into) }),
    ),
    ...classes.renamed.map(({ from, to }) => t('snapshots:classes.renamed', { from, to })),
  ]
  if (lines.length === 0) return null
  return (
    <Panel title={t('snapshots:classes.title')}>
      <ul className={styles.lines}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Panel>
  )
}
