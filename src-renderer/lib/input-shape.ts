import type { InputShape } from '../../src-main/contract/data.ts'
import { formatCounted } from './format.ts'

/** "28 × 28 grayscale", "32 × 32 colour", "4 columns" */
export function describeShape(shape: InputShape): string {
  if (shape.kind === 'vector') return formatCounted(shape.length, 'numeric column')
  return `${shape.side} × ${shape.side} ${shape.channels === 1 ? 'grayscale' : 'colour'}`
}
