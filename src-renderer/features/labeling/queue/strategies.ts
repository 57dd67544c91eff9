import type { QueryStrategy } from '../../../../src-main/contract/labeling.ts'
import { t } from '../../../lib/i18n.ts'

/** The recommended one first; the others are there to compare. */
const order: readonly QueryStrategy[] = [
  'default',
  'sigma',
  'margin',
  'entropy',
  'typical',
  'biggest',
  'random',
]

/** The ways to pick the next question, with their names. */
export function strategies(): { value: QueryStrategy; label: string; detail: string }[] {
  return order.map((value) => ({
    value,
    label: t(`labeling:strategies.${value}`),
    detail: t(`labeling:strategies.${value}Detail`),
  }))
}
