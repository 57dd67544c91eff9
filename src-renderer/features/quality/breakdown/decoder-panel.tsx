import type { DecoderComparison } from '../../../../src-main/contract/quality.ts'
import { Loaded } from '../../../components/loaded.tsx'
import { Panel } from '../../../components/panel.tsx'
import { SortableTable, type TableColumn } from '../../../components/sortable-table.tsx'
import { formatCount } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n.ts'
import { useDecoders } from '../data/breakdown-queries.ts'
import { signedPoints } from '../logic/quality-words.ts'
import panels from '../report/report-panels.module.css'
import { ShareCell } from '../report/share-cell.tsx'
import { csvOf } from '../saving/csv.ts'
import { SaveMenu } from '../saving/save-menu.tsx'

type Row = DecoderComparison['decoders'][number]

const columns = (): readonly TableColumn<Row>[] => [
  {
    key: 'decoder',
    title: t('quality:decoders.decoder'),
    kind: 'words',
    value: ({ decoder }) => t(`quality:decoders.names.${decoder}`),
    render: ({ decoder }) => t(`quality:decoders.names.${decoder}`),
  },
  {
    key: 'accuracy',
    title: t('quality:decoders.accuracy'),
    kind: 'number',
    value: ({ accuracy }) => accuracy.value,
    render: ({ accuracy }) => <ShareCell drawn interval={accuracy} unknown="" />,
  },
  {
    key: 'difference',
    title: t('quality:decoders.difference'),
    hint: t('quality:decoders.differenceHint'),
    kind: 'number',
    value: ({ difference }) => difference?.value ?? 0,
    render: ({ difference }) => (difference ? signedPoints(difference) : t('quality:decoders.inUse')),
  },
  {
    key: 'onlyThis',
    title: t('quality:decoders.onlyThis'),
    hint: t('quality:decoders.onlyThisHint'),
    kind: 'number',
    value: ({ onlyThis }) => onlyThis,
    render: ({ onlyThis, difference }) => (difference ? formatCount(onlyThis) : '–'),
  },
  {
    key: 'onlyInUse',
    title: t('quality:decoders.onlyInUse'),
    hint: t('quality:decoders.onlyInUseHint'),
    kind: 'number',
    value: ({ onlyInUse }) => onlyInUse,
    render: ({ onlyInUse, difference }) => (difference ? formatCount(onlyInUse) : '–'),
  },
]

/** Soft against hard: which way to carry labels over is right more often, on the same audit samples. */
export function DecoderPanel() {
  const query = useDecoders()
  return (
    <Panel
      title={t('quality:decoders.title')}
      detail={t('quality:decoders.detail')}
      actions={
        query.data && query.data.decoders.length > 0 ? (
          <SaveMenu name={t('quality:decoders.title')} csv={() => tableOf(query.data)} />
        ) : null
      }
    >
      <Loaded query={query}>
        {({ decoders, audits, needed }) =>
          decoders.length === 0 ? (
            <p className={panels.empty}>{t('quality:decoders.early', { audits, needed })}</p>
          ) : (
            <>
              <SortableTable
                label={t('quality:decoders.title')}
                rows={decoders}
                columns={columns()}
                rowKey={({ decoder }) => decoder}
                start={{ by: 'accuracy', descending: true }}
              />
              <p className={panels.note}>{t('quality:decoders.note', { count: audits })}</p>
            </>
          )
        }
      </Loaded>
    </Panel>
  )
}

function tableOf({ decoders }: DecoderComparison): string {
  return csvOf(
    [
      'decoder',
      'accuracy',
      'low',
      'high',
      'difference',
      'difference_low',
      'difference_high',
      'only_this',
      'only_in_use',
    ],
    decoders.map(({ decoder, accuracy, difference, onlyThis, onlyInUse }) => [
      decoder,
      accuracy.value,
      accuracy.low,
      accuracy.high,
      difference?.value ?? null,
      difference?.low ?? null,
      difference?.high ?? null,
      onlyThis,
      onlyInUse,
    ]),
  )
}
