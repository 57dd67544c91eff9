import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readLabelNames } from './idx-label-names.ts'
import { failureOf, temporaryFolder } from './test-support.ts'

const inFolder = temporaryFolder()
let folders = 0

function labelsBeside(files: Record<string, string>, name = 'train-labels-idx1-ubyte.gz'): string {
  const folder = inFolder(String(folders++))
  mkdirSync(folder)
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text)
  return join(folder, name)
}

async function namesOf(path: string, labels: number[]): Promise<string[]> {
  return labels.map(await readLabelNames(path, new Set(labels)))
}

describe('readLabelNames', () => {
  it('uses the numbers where no names lie beside the labels', async () => {
    expect(await namesOf(labelsBeside({ 'readme.txt': 'no' }), [3, 12])).toEqual(['3', '12'])
  })

  it('counts labels.txt from 0, or from 1 where the labels do', async () => {
    const path = labelsBeside({ 'labels.txt': '\uFEFFcat\r\n dog \r\nowl\r\n\r\n' })
    expect(await namesOf(path, [0, 2])).toEqual(['cat', 'owl'])
    expect(await namesOf(path, [1, 3])).toEqual(['cat', 'owl'])
    expect(await namesOf(path, [1, 2])).toEqual(['dog', 'owl'])
  })

  it('reads the mapping of EMNIST that belongs to the labels, before labels.txt', async () => {
    const files = {
      'emnist-letters-mapping.txt': '1 65 97\n2 66 98\n',
      'emnist-digits-mapping.txt': '1 49\n2 50\n',
      'labels.txt': 'x\ny\nz',
    }
    const path = labelsBeside(files, 'emnist-letters-train-labels-idx1-ubyte.gz')
    expect(await namesOf(path, [1, 2])).toEqual(['A', 'B'])
  })

  it('wants a name for every label that occurs', async () => {
    const failure = await failureOf(namesOf(labelsBeside({ 'labels.txt': 'a\nb' }), [0, 1, 5]))
    expect(failure.code).toBe('source-mismatch')
    expect(failure.details.expected).toBe('a name for label 5')
    expect(failure.details.found).toBe('2 names for labels 0 to 1')
  })

  it.each([
    ['labels.txt', 'a\n\nb', 'line 2'],
    ['labels.txt', '', 'line 1'],
    ['train-mapping.txt', '0 65\nB 66', 'line 2'],
    ['train-mapping.txt', '0 9999999', 'line 1'],
  ])('says which line of %s it cannot understand', async (file, text, place) => {
    const failure = await failureOf(namesOf(labelsBeside({ [file]: text }), [0]))
    expect(failure.code).toBe('source-damaged')
    expect(failure.details.place).toBe(place)
  })
})
