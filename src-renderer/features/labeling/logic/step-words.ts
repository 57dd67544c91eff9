import type { HistoryEntry } from '../../../../src-main/contract/window.ts'
import { t } from '../../../lib/i18n.ts'

const batchWords = {
  import: 'labeling:step.import',
  file: 'labeling:step.file',
  work: 'labeling:step.work',
  restore: 'labeling:step.restore',
} as const

/** The name of a step of the history: "38 samples → cat (cluster 17)", "Merged dog into animal", "Split cluster 17" */
export function stepWords(
  entry: Pick<HistoryEntry, 'kind' | 'samples' | 'classId' | 'mergedName' | 'component' | 'batch'>,
  className: (classId: number) => string,
): string {
  const { samples: count, component } = entry
  const name = entry.classId === null ? t('labeling:classGone') : className(entry.classId)
  switch (entry.kind) {
    case 'label':
      return t('labeling:outcome.labeled', { count, class: name })
    case 'bulk':
      return component === null
        ? t('labeling:outcome.labeled', { count, class: name })
        : t('labeling:step.bulk', { count, class: name, component })
    case 'clear':
      return t('labeling:outcome.cleared', { count })
    case 'skip':
      return t('labeling:outcome.skipped', { count })
    case 'flag':
      return t('labeling:outcome.flagged', { count })
    case 'unflag':
      return t('labeling:outcome.unflagged', { count })
    case 'exclude':
      return t('labeling:outcome.excluded', { count })
    case 'include':
      return t('labeling:outcome.included', { count })
    case 'merge':
      return t('labeling:outcome.merged', { from: entry.mergedName ?? t('labeling:classGone'), into: name })
    case 'batch':
      return t(batchWords[entry.batch?.kind ?? 'file'], { count, name: entry.batch?.name ?? '' })
    case 'split':
      return t('labeling:step.split', { component: component ?? 0 })
  }
}
