import type { Agreement, AgreementFigure } from '../../../src-main/contract/agreement.ts'
import { Facts } from '../../components/facts.tsx'
import { Panel } from '../../components/panel.tsx'
import { SortableTable, type TableColumn } from '../../components/sortable-table.tsx'
import { VisuallyHidden } from '../../components/visually-hidden.tsx'
import { formatCount } from '../../lib/format.ts'
import { t } from '../../lib/i18n.ts'
import { useClassLooks } from '../labeling/data/class-looks.ts'
import { figureNote, figureValue, readingOf } from './figure-words.ts'
import { PairMatrix } from './pair-matrix.tsx'
import styles from './team.module.css'

/** How far people agree on what several labeled, and what the figures mean. */
export function AgreementPanel({ agreement }: { agreement: Agreement }) {
  const reading = readingOf(agreement.alpha)
  const fact = (name: string, figure: AgreementFigure, as: 'share' | 'coefficient') => ({
    name,
    value: figureValue(figure, as) ?? t('team:figure.unknown'),
    note: figureNote(figure, as),
  })
  return (
    <Panel
      title={t('team:agreement.title')}
      detail={t('team:agreement.detail', { count: agreement.samples })}
      footer={<p className={styles.note}>{t('team:agreement.explained')}</p>}
    >
      <div className={styles.stack}>
        <Facts
          facts={[
            fact(t('team:agreement.alpha'), agreement.alpha, 'coefficient'),
            fact(t('team:agreement.fleiss'), agreement.fleiss, 'coefficient'),
            fact(t('team:agreement.percent'), agreement.percent, 'share'),
          ]}
        />
        {reading && <p className={styles.reading}>{t(`team:reading.${reading}`)}</p>}
        {agreement.pairs.length > 0 && <PairMatrix pairs={agreement.pairs} />}
        {agreement.pairsWithout > 0 && (
          <p className={styles.note}>{t('team:pairs.without', { count: agreement.pairsWithout })}</p>
        )}
        {agreement.classes.length > 0 && <ClassTable classes={agreement.classes} />}
      </div>
    </Panel>
  )
}

type ClassRow = Agreement['classes'][number]

function ClassTable({ classes }: { classes: readonly ClassRow[] }) {
  const looks = useClassLooks()
  const nameOf = (id: number) => looks.get(id)?.name ?? ''
  const columns: readonly TableColumn<ClassRow>[] = [
    {
      key: 'class',
      title: t('team:classes.name'),
      kind: 'words',
      value: ({ classId }) => nameOf(classId),
      render: ({ classId }) => nameOf(classId),
    },
    {
      key: 'labels',
      title: t('team:classes.labels'),
      kind: 'number',
      value: ({ labels }) => labels,
      render: ({ labels }) => formatCount(labels),
    },
    {
      key: 'agreement',
      title: t('team:classes.agreement'),
      hint: t('team:classes.agreementHint'),
      kind: 'number',
      value: ({ agreement }) => numberOf(agreement),
      render: ({ agreement }) => <FigureCell figure={agreement} as="share" />,
    },
    {
      key: 'alpha',
      title: t('team:classes.alpha'),
      hint: t('team:classes.alphaHint'),
      kind: 'number',
      value: ({ alpha }) => numberOf(alpha),
      render: ({ alpha }) => <FigureCell figure={alpha} as="coefficient" />,
    },
  ]
  return (
    <SortableTable
      label={t('team:classes.title')}
      rows={classes}
      columns={columns}
      rowKey={({ classId }) => classId}
      start={{ by: 'alpha', descending: false }}
      limit={10}
    />
  )
}

function FigureCell({ figure, as }: { figure: AgreementFigure; as: 'share' | 'coefficient' }) {
  const value = figureValue(figure, as)
  if (value === null) {
    return (
      <span title={figureNote(figure, as)}>
        <span aria-hidden="true">–</span>
        <VisuallyHidden>{figureNote(figure, as)}</VisuallyHidden>
      </span>
    )
  }
  return (
    <span className={styles.cell}>
      {value} <span className={styles.bounds}>{figureNote(figure, as)}</span>
    </span>
  )
}

function numberOf(figure: AgreementFigure): number | null {
  return figure.state === 'known' ? figure.value : null
}
