import { useMemo } from 'react'
import type { ClassQuality, QualityReport } from '../../../../src-main/contract/quality.ts'
import { Panel } from '../../../components/panel.tsx'
import { SortableTable, type TableColumn } from '../../../components/sortable-table.tsx'
import { Swatch } from '../../../components/swatch.tsx'
import { formatCount } from '../../../lib/format.ts'
import { useTexts } from '../../../lib/i18n.ts'
import { type ClassLooks, useClassLooks } from '../../labeling/data/class-looks.ts'
import { unseenSentence } from '../logic/quality-words.ts'
import { csvOf } from '../saving/csv.ts'
import { SaveMenu } from '../saving/save-menu.tsx'
import styles from './class-panel.module.css'
import { PriorField } from './prior-field.tsx'
import panels from './report-panels.module.css'
import { ShareCell } from './share-cell.tsx'

/** Each class: how much of it there is, and how well it is told from the others. */
export function ClassPanel({ report }: { report: QualityReport }) {
  const t = useTexts()
  const { classes, unseen } = report
  const looks = useClassLooks()
  const columns = useMemo<TableColumn<ClassQuality>[]>(
    () => [
      {
        key: 'name',
        title: t('quality:classes.name'),
        kind: 'words',
        value: ({ classId }) => looks.get(classId)?.name ?? null,
        render: ({ classId }) => {
          const look = looks.get(classId)
          return (
            <span className={styles.name}>
              {look && <Swatch colour={look.colour} />}
              <span className={styles.word} title={look?.name}>
                {look?.name ?? '–'}
              </span>
            </span>
          )
        },
      },
      {
        key: 'labeled',
        title: t('quality:classes.labeled'),
        hint: t('quality:classes.labeledHint'),
        kind: 'number',
        value: ({ labeled }) => labeled,
        render: ({ labeled }) => formatCount(labeled),
      },
      {
        key: 'audited',
        title: t('quality:classes.audited'),
        hint: t('quality:classes.auditedHint'),
        kind: 'number',
        value: ({ audited }) => audited,
        render: ({ audited }) => formatCount(audited),
      },
      {
        key: 'predicted',
        title: t('quality:classes.predicted'),
        hint: t('quality:classes.predictedHint'),
        kind: 'number',
        value: ({ predicted }) => predicted,
        render: ({ predicted }) => formatCount(predicted),
      },
      {
        key: 'share',
        title: t('quality:classes.share'),
        hint: t('quality:classes.shareHint'),
        kind: 'number',
        value: ({ share }) => share?.value ?? null,
        render: ({ share }) => <ShareCell interval={share} unknown={t('quality:classes.shareUnknown')} />,
      },
      {
        key: 'precision',
        title: t('quality:classes.precision'),
        hint: t('quality:classes.precisionHint'),
        kind: 'number',
        value: ({ precision }) => precision?.value ?? null,
        render: ({ precision }) => (
          <ShareCell drawn interval={precision} unknown={t('quality:classes.precisionUnknown')} />
        ),
      },
      {
        key: 'recall',
        title: t('quality:classes.recall'),
        hint: t('quality:classes.recallHint'),
        kind: 'number',
        value: ({ recall }) => recall?.value ?? null,
        render: ({ recall }) => (
          <ShareCell drawn interval={recall} unknown={t('quality:classes.recallUnknown')} />
        ),
      },
    ],
    [looks, t],
  )
  return (
    <Panel
      title={t('quality:classes.title')}
      detail={t('quality:classes.detail')}
      actions={
        <>
          <PriorField classes={classes} />
          {classes.length > 0 && (
            <SaveMenu name={t('quality:classes.title')} csv={() => tableOf(classes, looks)} />
          )}
        </>
      }
    >
      {classes.length === 0 ? (
        <p className={panels.empty}>{t('quality:classes.none')}</p>
      ) : (
        <SortableTable
          label={t('quality:classes.table')}
          rows={classes}
          columns={columns}
          rowKey={({ classId }) => classId}
          start={{ by: 'predicted', descending: true }}
          limit={30}
        />
      )}
      <p className={panels.note}>{unseenSentence(unseen)}</p>
    </Panel>
  )
}

function tableOf(classes: readonly ClassQuality[], looks: ClassLooks): string {
  const ends = (name: string) => [name, `${name}_low`, `${name}_high`]
  const values = (interval: ClassQuality['share']) => [
    interval?.value ?? null,
    interval?.low ?? null,
    interval?.high ?? null,
  ]
  return csvOf(
    ['class', 'labeled', 'audited', 'guessed', ...ends('share'), ...ends('precision'), ...ends('recall')],
    classes.map(({ classId, labeled, audited, predicted, share, precision, recall }) => [
      looks.get(classId)?.name ?? '',
      labeled,
      audited,
      predicted,
      ...values(share),
      ...values(precision),
      ...values(recall),
    ]),
  )
}
