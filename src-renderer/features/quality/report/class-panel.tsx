import { useMemo } from 'react'
import type { ClassQuality, QualityReport } from '../../../../src-main/contract/quality.ts'
import { Panel } from '../../../components/panel.tsx'
import { SortableTable, type TableColumn } from '../../../components/sortable-table.tsx'
import { Swatch } from '../../../components/swatch.tsx'
import { formatCount } from '../../../lib/format.ts'
import { useClassLooks } from '../../labeling/data/class-looks.ts'
import { unseenSentence } from '../logic/quality-words.ts'
import styles from './class-panel.module.css'
import { PriorField } from './prior-field.tsx'
import panels from './report-panels.module.css'
import { ShareCell } from './share-cell.tsx'

/** Each class: how much of it there is, and how well it is told from the others. */
export function ClassPanel({ report }: { report: QualityReport }) {
  const { classes, unseen } = report
  const looks = useClassLooks()
  const columns = useMemo<TableColumn<ClassQuality>[]>(
    () => [
      {
        key: 'name',
        title: 'Class',
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
        title: 'Labeled',
        hint: 'Samples that people gave this class',
        kind: 'number',
        value: ({ labeled }) => labeled,
        render: ({ labeled }) => formatCount(labeled),
      },
      {
        key: 'audited',
        title: 'Audited',
        hint: 'How many of these were audit questions',
        kind: 'number',
        value: ({ audited }) => audited,
        render: ({ audited }) => formatCount(audited),
      },
      {
        key: 'predicted',
        title: 'Guessed',
        hint: 'Unlabeled samples that the model gives this class',
        kind: 'number',
        value: ({ predicted }) => predicted,
        render: ({ predicted }) => formatCount(predicted),
      },
      {
        key: 'share',
        title: 'Share of all',
        hint: 'How much of the whole project is of this class, by audit questions',
        kind: 'number',
        value: ({ share }) => share?.value ?? null,
        render: ({ share }) => (
          <ShareCell interval={share} unknown="Too few audit questions to tell how common this class is." />
        ),
      },
      {
        key: 'precision',
        title: 'Precision',
        hint: 'Of the samples guessed to be of this class, how many are',
        kind: 'number',
        value: ({ precision }) => precision?.value ?? null,
        render: ({ precision }) => (
          <ShareCell
            drawn
            interval={precision}
            unknown="No audit question was guessed to be of this class yet."
          />
        ),
      },
      {
        key: 'recall',
        title: 'Recall',
        hint: 'Of the samples of this class, how many are guessed to be',
        kind: 'number',
        value: ({ recall }) => recall?.value ?? null,
        render: ({ recall }) => (
          <ShareCell
            drawn
            interval={recall}
            unknown="No audit question turned out to be of this class yet."
          />
        ),
      },
    ],
    [looks],
  )
  return (
    <Panel
      title="Classes"
      detail="Shares with their 95% intervals, from audit questions"
      actions={<PriorField classes={classes} />}
    >
      {classes.length === 0 ? (
        <p className={panels.empty}>There are no classes yet. Add them in Labeling.</p>
      ) : (
        <SortableTable
          label="Quality by class"
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
