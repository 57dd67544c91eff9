import type {
  AccuracyEstimate,
  Calibration,
  Forecast,
  Interval,
  QualityGist,
  ReliabilityBin,
  StopAdvice,
  UnseenMass,
} from '../../../../src-main/contract/quality.ts'
import { formatPercent, formatWholePercent } from '../../../lib/format.ts'
import { locale, t } from '../../../lib/i18n.ts'

/** 0.962 → "96.2" */
function oneDecimal(share: number): string {
  const format = new Intl.NumberFormat(locale(), { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  return format.format(share * 100)
}

/** "(94.1–97.8)", to stand behind a share. */
export function bounds({ low, high }: Pick<Interval, 'low' | 'high'>): string {
  return t('quality:share.bounds', { low: oneDecimal(low), high: oneDecimal(high) })
}

/** A share is never shown without its interval: "96.2% (94.1–97.8)" */
export function withBounds({ value, low, high }: Interval): string {
  return t('quality:share.withBounds', {
    value: oneDecimal(value),
    low: oneDecimal(low),
    high: oneDecimal(high),
  })
}

/** A difference of shares in points: "−2.6 (−8.0 to +1.9)" */
export function signedPoints({ value, low, high }: Interval): string {
  const format = new Intl.NumberFormat(locale(), {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  })
  const points = (share: number) => format.format(share * 100).replace('-', '−')
  return t('quality:share.signed', { value: points(value), low: points(low), high: points(high) })
}

/** How accurate the guesses are, as one sentence for those who do not see the bar. */
export function accuracySentence(accuracy: AccuracyEstimate, target: number): string {
  if (accuracy.state === 'too-early') {
    return t('quality:accuracy.earlySentence', { audits: accuracy.audits, needed: accuracy.needed })
  }
  const against = accuracy.low >= target ? 'above' : accuracy.high < target ? 'below' : 'includes'
  return t(`quality:accuracy.${against}`, {
    count: accuracy.audits,
    value: withBounds(accuracy),
    target: formatPercent(target),
  })
}

/** How many more labels the target takes. */
export function forecastSentence(forecast: Forecast, target: number): string {
  const goal = formatPercent(target)
  switch (forecast.state) {
    case 'too-early':
      return t('quality:forecast.tooEarly', { count: forecast.labels, needed: forecast.needed })
    case 'reached':
      return t('quality:forecast.reached', { goal })
    case 'range': {
      const { low, high } = forecast
      if (high === 0) return t('quality:forecast.probablyReached', { goal })
      if (low === 0 && high === null) return t('quality:forecast.maybeReached', { goal })
      if (high === null) return t('quality:forecast.atLeast', { count: low, goal })
      return low === high
        ? t('quality:forecast.about', { count: low, goal })
        : t('quality:forecast.range', { low, high, goal })
    }
    case 'out-of-reach':
      return t('quality:forecast.outOfReach', { ceiling: formatWholePercent(forecast.ceiling), goal })
  }
}

type StopRule = StopAdvice['rules'][number]

/** A rule of the stop advice with what it was measured to be: name, value and what it takes. */
export function ruleWords({ rule, value, limit }: StopRule): {
  name: string
  value: string
  needs: string
} {
  const words = rule === 'accuracy' ? 'quality:advice.atLeast' : 'quality:advice.below'
  return {
    name: t(`quality:advice.${rule}`),
    value: value === null ? t('quality:advice.unknown') : formatPercent(value),
    needs: t(words, { limit: formatPercent(limit) }),
  }
}

/** The advice in a few words: "Go on: 2 of 3 rules are met." */
export function adviceSentence({ stop, rules }: StopAdvice): string {
  if (stop) return t('quality:advice.stop')
  const met = rules.filter((rule) => rule.met).length
  return met === 0
    ? t('quality:advice.none', { count: rules.length })
    : t('quality:advice.met', { count: met, rules: rules.length })
}

/** The one line for the labeling view: the advice to stop, else how far it is. */
export function shortAdvice({ accuracy, advice, forecast, target }: QualityGist): string {
  if (accuracy.state === 'too-early') return t('quality:advice.numberComes', { count: accuracy.needed })
  if (advice.stop) return adviceSentence(advice)
  if (forecast.state === 'out-of-reach') {
    return t('quality:forecast.outOfReachShort', {
      ceiling: formatWholePercent(forecast.ceiling),
      goal: formatPercent(target),
    })
  }
  if (forecast.state === 'reached') return adviceSentence(advice)
  return forecastSentence(forecast, target)
}

/** Whether a class may be missing altogether (Good–Turing). */
export function unseenSentence({ mass, singletons, draws }: UnseenMass): string {
  const from = t('quality:classes.draws', { count: draws })
  if (!mass) return t('quality:classes.unseenUnknown', { draws: from })
  const chance = t('quality:classes.unseen', { mass: withBounds(mass), draws: from })
  return singletons === 0 ? chance : `${chance} ${t('quality:classes.once', { count: singletons })}`
}

/** Which labels the reliability curve comes from, and what it comes to. */
export function calibrationSentence({ from, error }: Calibration): string {
  const source = from === 'audit' ? t('quality:reliability.fromAudit') : t('quality:reliability.fromAll')
  const size =
    error === null
      ? t('quality:reliability.noError')
      : t('quality:reliability.error', { points: oneDecimal(error) })
  return `${source} ${size}`
}

/** One point of the reliability curve. */
export function binWords({ from, to, count, confidence, accuracy }: ReliabilityBin): string {
  return t('quality:reliability.bin', {
    count,
    from: formatPercent(from),
    to: formatPercent(to),
    confidence: formatPercent(confidence),
    accuracy: withBounds(accuracy),
  })
}

/** What skipped audit questions mean: those that people pass over are seldom the easy ones. */
export function skippedAudits(count: number): string {
  return t('quality:accuracy.skipped', { count })
}
