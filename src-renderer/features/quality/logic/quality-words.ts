import type {
  AccuracyEstimate,
  Calibration,
  Forecast,
  Interval,
  QualityGist,
  StopAdvice,
  UnseenMass,
} from '../../../../src-main/contract/quality.ts'
import { formatCount, formatCounted, formatPercent } from '../../../lib/format.ts'

const wholePercent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 })
const oneDecimal = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 })

/** "(94.1–97.8)", to stand behind a share. */
export function bounds({ low, high }: Pick<Interval, 'low' | 'high'>): string {
  return `(${oneDecimal.format(low * 100)}–${oneDecimal.format(high * 100)})`
}

/** A share is never shown without its interval: "96.2% (94.1–97.8)" */
export function withBounds(interval: Interval): string {
  return `${oneDecimal.format(interval.value * 100)}% ${bounds(interval)}`
}

/** How accurate the guesses are, as one sentence for those who do not see the bar. */
export function accuracySentence(accuracy: AccuracyEstimate, target: number): string {
  if (accuracy.state === 'too-early') {
    return `Not enough audit labels yet: ${formatCount(accuracy.audits)} of ${formatCount(accuracy.needed)}.`
  }
  const against =
    accuracy.low >= target
      ? 'all of it at or above'
      : accuracy.high < target
        ? 'all of it below'
        : 'which still includes'
  return `Expected accuracy ${withBounds(accuracy)}, ${against} the target of ${formatPercent(target)}; from ${formatCounted(accuracy.audits, 'audit question')}.`
}

/** How many more labels the target takes. */
export function forecastSentence(forecast: Forecast, target: number): string {
  const goal = formatPercent(target)
  switch (forecast.state) {
    case 'too-early':
      return `A forecast needs ${formatCounted(forecast.needed, 'label')}; there ${forecast.labels === 1 ? 'is' : 'are'} ${formatCount(forecast.labels)}.`
    case 'reached':
      return `The target of ${goal} is reached.`
    case 'range': {
      const { low, high } = forecast
      if (high === 0) return `The target of ${goal} is probably reached; more audit labels will tell.`
      if (low === 0 && high === null)
        return `The target of ${goal} may be reached already, or take many more labels.`
      if (high === null)
        return `At least about ${formatCounted(low, 'more label')} to ${goal}; how many it takes cannot be told yet.`
      return low === high
        ? `About ${formatCounted(low, 'more label')} to ${goal}.`
        : `About ${formatCount(low)}–${formatCount(high)} more labels to ${goal}.`
    }
    case 'out-of-reach':
      return `Accuracy levels off at about ${wholePercent.format(forecast.ceiling)}, below the target of ${goal}. Longer training, or other classes, would help more than further labels.`
  }
}

type StopRule = StopAdvice['rules'][number]

/** A rule of the stop advice with what it was measured to be: name, value and what it takes. */
export function ruleWords({ rule, value, limit }: StopRule): {
  name: string
  value: string
  needs: string
} {
  const measured = value === null ? 'not known yet' : formatPercent(value)
  switch (rule) {
    case 'accuracy':
      return {
        name: 'Lower end of the accuracy interval',
        value: measured,
        needs: `at least ${formatPercent(limit)}`,
      }
    case 'stability':
      return {
        name: 'Guesses that the last labels changed',
        value: measured,
        needs: `below ${formatPercent(limit)}`,
      }
    case 'unseen':
      return {
        name: 'Chance of a class nobody has labeled',
        value: measured,
        needs: `below ${formatPercent(limit)}`,
      }
  }
}

/** The advice in a few words: "Go on: 2 of 3 rules are met." */
export function adviceSentence({ stop, rules }: StopAdvice): string {
  if (stop) return 'You can stop: all rules are met.'
  const met = rules.filter((rule) => rule.met).length
  return `Go on: ${met === 0 ? 'none' : formatCount(met)} of ${formatCount(rules.length)} rules ${met === 1 ? 'is' : 'are'} met.`
}

/** The one line for the labeling view: the advice to stop, else how far it is. */
export function shortAdvice({ accuracy, advice, forecast, target }: QualityGist): string {
  if (accuracy.state === 'too-early')
    return `A number comes with ${formatCounted(accuracy.needed, 'audit answer')}.`
  if (advice.stop) return adviceSentence(advice)
  if (forecast.state === 'out-of-reach')
    return `Levels off at about ${wholePercent.format(forecast.ceiling)}, below the target of ${formatPercent(target)}.`
  if (forecast.state === 'reached') return adviceSentence(advice)
  return forecastSentence(forecast, target)
}

/** Whether a class may be missing altogether (Good–Turing). */
export function unseenSentence({ mass, singletons, draws }: UnseenMass): string {
  const from = formatCounted(draws, 'random draw')
  if (!mass) return `Whether a whole class is missing cannot be told yet, from ${from}.`
  const once =
    singletons === 0
      ? ''
      : ` ${formatCounted(singletons, 'class is', 'classes are')} known from one random draw alone.`
  return `Chance that the next random sample is of a class nobody has labeled: ${withBounds(mass)}, from ${from}.${once}`
}

/** Which labels the reliability curve comes from, and what it comes to. */
export function calibrationSentence({ from, error }: Calibration): string {
  const source =
    from === 'audit'
      ? 'Taken from audit questions, which were drawn at random.'
      : 'Taken from all labels for want of audit questions. Most of them were picked because they are hard, so the truth is likely better than this.'
  if (error === null) return `${source} Below 20 labels there is no error to give.`
  return `${source} On average, confidence and accuracy are ${oneDecimal.format(error * 100)} points apart (expected calibration error).`
}

/** What skipped audit questions mean: those that people pass over are seldom the easy ones. */
export function skippedAudits(count: number): string {
  return `${formatCounted(count, 'audit question was', 'audit questions were')} skipped. If they are harder than the others, the true accuracy is lower than this; better answer them, too.`
}
