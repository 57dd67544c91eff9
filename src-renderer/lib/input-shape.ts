import type { InputShape } from '../../src-main/contract/data.ts'
import { t } from './i18n.ts'

/** "28 × 28 grayscale", "32 × 32 colour", "4 columns" */
export function describeShape(shape: InputShape): string {
  if (shape.kind === 'vector') return t('shape.columns', { count: shape.length })
  return t(shape.channels === 1 ? 'shape.grayscale' : 'shape.colour', { side: shape.side })
}
