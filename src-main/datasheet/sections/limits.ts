import type { Section } from '../blocks.ts'
import { paragraph, type SectionInput } from './section-input.ts'

const fewLabels = 5
/** Calibration error, share of bulk labels and share of samples without labels near, from which on they are worth a word. */
const badCalibration = 0.1
const muchBulk = 0.1
const muchUncovered = 0.05

/** What follows from the numbers, in plain sentences. */
export function limits({ sheet, words, format, className }: SectionInput): Section {
  const { quality, labels, samples, duplicates, annotators, agreement } = sheet
  const { count, percent, whole } = format
  const said: string[] = []
  const say = (holds: boolean, sentence: () => string) => {
    if (holds) said.push(sentence())
  }
  const names = (ids: readonly number[]) => ids.map(className).join(', ')
  const { accuracy, target, unseen, calibration, clusters } = quality
  const trained = sheet.model !== null
  say(!trained, () => words.limits.untrained)
  say(trained && accuracy.state === 'too-early', () => words.limits.tooEarly)
  if (accuracy.state === 'known') {
    say(accuracy.low < target, () => words.limits.belowTarget(percent(accuracy.low), percent(target)))
  }
  const without = quality.classes.filter(({ labeled }) => labeled === 0).map(({ classId }) => classId)
  const rare = quality.classes
    .filter(({ labeled }) => labeled > 0 && labeled < fewLabels)
    .map(({ classId }) => classId)
  const unaudited = quality.classes
    .filter(({ labeled, audited }) => labeled > 0 && audited === 0)
    .map(({ classId }) => classId)
  say(without.length > 0, () => words.limits.unlabeledClasses(names(without), without.length))
  say(trained && unaudited.length > 0, () => words.limits.unaudited(names(unaudited), unaudited.length))
  say(rare.length > 0, () => words.limits.rare(names(rare), rare.length))
  say(quality.auditsSkipped > 0, () =>
    words.limits.skipped(count(quality.auditsSkipped), quality.auditsSkipped),
  )
  const { mass } = unseen
  if (mass === null) say(trained, () => words.limits.unseenUnknown)
  else say(mass.high > 0, () => words.limits.unseen(format.interval(mass)))
  const { error } = calibration
  if (error !== null) {
    say(error >= badCalibration, () => words.limits.miscalibrated(format.decimal(error * 100, 1)))
  }
  const all = clusters.reduce((sum, { size }) => sum + size, 0)
  const uncovered = clusters.reduce((sum, { size, labeled }) => sum + (labeled === 0 ? size : 0), 0)
  say(all > 0 && uncovered / all >= muchUncovered, () => words.limits.unbalanced(whole(uncovered / all)))
  const byPeople = labels.human + labels.bulk
  say(byPeople > 0 && labels.bulk / byPeople >= muchBulk, () =>
    words.limits.bulk(whole(labels.bulk / byPeople)),
  )
  say(annotators.length === 1, () => words.limits.onePerson)
  say(
    annotators.length > 1 && (agreement?.samples ?? sharedBy(annotators)) === 0,
    () => words.limits.nothingShared,
  )
  say(quality.suspects.length > 0, () =>
    words.limits.doubts(count(quality.suspects.length), quality.suspects.length),
  )
  if (duplicates === null) say(trained, () => words.limits.duplicatesUnknown)
  else say(duplicates > 0, () => words.limits.duplicates(count(duplicates)))
  say(samples.unsorted > 0, () => words.limits.unsorted(count(samples.unsorted), samples.unsorted))
  say(samples.excluded > 0, () => words.limits.excluded(count(samples.excluded), samples.excluded))
  return {
    title: words.titles.limits,
    blocks:
      said.length === 0
        ? [paragraph(words.limits.none)]
        : [paragraph(words.limits.intro), { kind: 'list', items: said }],
  }
}

function sharedBy(annotators: readonly { shared: number }[]): number {
  return annotators.reduce((sum, { shared }) => sum + shared, 0)
}
