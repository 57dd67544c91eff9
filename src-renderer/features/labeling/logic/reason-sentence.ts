import type { Reason } from '../../../../src-main/contract/labeling.ts'
import { locale, t } from '../../../lib/i18n.ts'
import { capsOf } from '../../../lib/key-bindings.ts'
import { formatShare } from './format-share.ts'

/** Classes with less than this are not worth naming. */
const leastShare = 0.05

/** From this uncertainty on nobody would call something settled, even if only one class is in sight. */
const openFrom = 0.3

/**
 * Says in one or two plain sentences why a cluster or a sample is asked about.
 * @param unsure uncertainty in [0, 1] of the cluster or sample, as it is shown beside the sentence
 */
export function reasonSentence(
  reason: Reason,
  className: (classId: number) => string,
  unsure: number | null,
): string {
  switch (reason.kind) {
    case 'unlabeled-cluster':
      return reason.size === 1
        ? t('labeling:reason.unlabeledAlone')
        : t('labeling:reason.unlabeled', { count: reason.size })
    case 'mixed-cluster': {
      const count = reason.size
      const classes = reason.classes.filter((entry) => entry.share >= leastShare)
      if (classes.length < 2) return t('labeling:reason.mixedOpen', { count })
      return t('labeling:reason.mixed', {
        count,
        classes: shares(classes, (entry) => entry.share, className),
      })
    }
    case 'between-classes': {
      const classes = reason.classes.filter((entry) => entry.probability >= leastShare)
      if (classes.length < 2) return t('labeling:reason.littleToGoBy')
      return t('labeling:reason.betweenClasses', {
        classes: shares(classes, (entry) => entry.probability, className),
      })
    }
    case 'between-clusters': {
      if (reason.components.length < 2) return t('labeling:reason.fitsNoCluster')
      const clusters = reason.components
        .slice(0, 3)
        .map(({ component, responsibility }) =>
          t('labeling:reason.clusterShare', { component, share: formatShare(responsibility) }),
        )
      return t('labeling:reason.betweenClusters', { clusters: list(clusters) })
    }
    case 'no-label-near':
      return t('labeling:reason.noLabelNear', {
        count: reason.size,
        likeness: formatShare(reason.likeness),
      })
    case 'outlier':
      return outlierSentence(reason.distance)
    case 'audit':
      return t('labeling:reason.audit')
    case 'settled':
      return unsure !== null && unsure >= openFrom
        ? t('labeling:reason.settledUnsure')
        : t('labeling:reason.settled', { count: reason.size })
    case 'random':
      return t('labeling:reason.random')
  }
}

/** With the keys that deal with it, where they are bound. */
function outlierSentence(distance: number): string {
  const outlier = t('labeling:reason.outlier', {
    distance: distance.toLocaleString(locale(), { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
  })
  const exclude = capsOf('exclude')?.join('+')
  const skip = capsOf('skip')?.join('+')
  return exclude && skip ? t('labeling:reason.outlierKeys', { outlier, exclude, skip }) : outlier
}

function shares<Entry extends { classId: number }>(
  entries: Entry[],
  share: (entry: Entry) => number,
  className: (classId: number) => string,
): string {
  const words = entries
    .slice(0, 3)
    .map((entry) =>
      t('labeling:reason.share', { class: className(entry.classId), share: formatShare(share(entry)) }),
    )
  return list(words)
}

/** "a, b and c" */
function list(words: string[]): string {
  const last = words.at(-1) ?? ''
  if (words.length < 2) return last
  return t('labeling:reason.and', { first: words.slice(0, -1).join(', '), last })
}
