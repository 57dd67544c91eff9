import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type FileDialogRequest, fileDialogRequestSchema } from '../../contract/desktop.ts'
import * as dialogOptions from './dialog-options.ts'
import { wordsOf } from './words.ts'

const words = { title: 'Open project', action: 'Open' }
const openDialogOptions = (request: FileDialogRequest) =>
  dialogOptions.openDialogOptions(request, wordsOf('en'))
const saveDialogOptions = (request: FileDialogRequest) =>
  dialogOptions.saveDialogOptions(request, wordsOf('en'))

describe('dialog options', () => {
  it('asks for a file of certain endings', () => {
    expect(
      openDialogOptions({
        kind: 'open-file',
        ...words,
        folder: '/data',
        extensions: ['.fewlabel', '.idx.gz', '.gz'],
      }),
    ).toEqual({
      title: 'Open project',
      buttonLabel: 'Open',
      defaultPath: '/data',
      filters: [
        { name: '*.fewlabel, *.gz', extensions: ['fewlabel', 'gz'] },
        { name: 'All files', extensions: ['*'] },
      ],
      properties: ['openFile', 'createDirectory'],
    })
  })

  it('asks for a folder, or for both', () => {
    expect(openDialogOptions({ kind: 'open-folder', ...words }).properties).toEqual([
      'openDirectory',
      'createDirectory',
    ])
    expect(openDialogOptions({ kind: 'open-any', ...words }).properties).toEqual([
      'openFile',
      'openDirectory',
      'createDirectory',
    ])
  })

  it('proposes a name, which stays in its folder', () => {
    const request = { kind: 'save-file' as const, ...words, folder: '/data' }
    expect(saveDialogOptions({ ...request, name: 'labels.csv' }).defaultPath).toBe(
      join('/data', 'labels.csv'),
    )
    expect(saveDialogOptions({ ...request, name: '../../etc/passwd' }).defaultPath).toBe(
      join('/data', 'passwd'),
    )
    expect(saveDialogOptions({ ...request, folder: undefined, name: 'a' }).defaultPath).toBe('a')
    expect(saveDialogOptions(request).defaultPath).toBe('/data')
  })
})

describe('what a window may ask', () => {
  it('is refused when it is of another form', () => {
    for (const wrong of [
      null,
      {},
      { ...words, kind: 'format-disk' },
      { ...words, kind: 'open-file', extensions: ['*'] },
    ]) {
      expect(fileDialogRequestSchema.safeParse(wrong).success).toBe(false)
    }
  })
})
