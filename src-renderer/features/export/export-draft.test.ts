import { describe, expect, it } from 'vitest'
import { proposeExport, withFormat } from './export-draft.ts'

describe('export draft', () => {
  it('proposes a table beside the project', () => {
    expect(proposeExport('/home/anna/digits.fewlabel')).toMatchObject({
      format: 'csv',
      out: '/home/anna/digits labels.csv',
      sources: ['human', 'bulk', 'model'],
      overwrite: false,
    })
  })

  it('keeps the name and changes the ending with the format', () => {
    const csv = proposeExport('/home/anna/digits.fewlabel')
    const folder = withFormat(csv, 'folder')
    expect(folder.out).toBe('/home/anna/digits labels')
    expect(withFormat(folder, 'jsonl').out).toBe('/home/anna/digits labels.jsonl')
    expect(withFormat({ ...csv, out: '/data/out.txt' }, 'jsonl').out).toBe('/data/out.txt.jsonl')
  })

  it('drops the samples where a format has no room for them', () => {
    const csv = { ...proposeExport('/home/anna/digits.fewlabel'), withSamples: true }
    expect(withFormat(csv, 'parquet').withSamples).toBe(true)
    expect(withFormat(csv, 'npz').withSamples).toBe(false)
  })
})
