import { describe, expect, it } from 'vitest'
import { exportFormats } from '../../../src-main/contract/export.ts'
import { exportGroups, extensionOf, obstacleOf } from './export-formats.ts'

const pictures = { inputShape: { kind: 'image', side: 28, channels: 1 }, trained: true } as const
const numbers: Parameters<typeof obstacleOf>[1] = {
  inputShape: { kind: 'vector', length: 2, columns: ['a', 'b'] },
  trained: false,
}

describe('export formats', () => {
  it('shows every format that can be written, once', () => {
    expect(exportGroups.flatMap(({ formats }) => [...formats]).sort()).toEqual([...exportFormats].sort())
  })

  it('names files by their format, and folders without an ending', () => {
    expect(extensionOf('parquet')).toBe('.parquet')
    expect(extensionOf('coco')).toBe('')
  })

  it('says what a project lacks for a format', () => {
    expect(exportFormats.filter((format) => obstacleOf(format, pictures, false))).toEqual([])
    expect(obstacleOf('yolo', numbers, true)).toBe('needsPictures')
    expect(obstacleOf('prodigy', numbers, false)).toBe('needsPicturesOrTexts')
    expect(obstacleOf('prodigy', numbers, true)).toBeNull()
    expect(obstacleOf('npz', numbers, false)).toBe('needsModel')
    expect(obstacleOf('csv', numbers, false)).toBeNull()
  })
})
