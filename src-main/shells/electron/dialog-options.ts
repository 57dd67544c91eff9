import { basename, join } from 'node:path'
import type { OpenDialogOptions, SaveDialogOptions } from 'electron'
import type { FileDialogRequest } from '../../contract/desktop.ts'
import type { Words } from './words/en.ts'

/** The request in the words of the system's open dialog. `open-any` is to be asked only where that is possible. */
export function openDialogOptions(request: FileDialogRequest, words: Words): OpenDialogOptions {
  const { kind } = request
  return {
    title: request.title,
    buttonLabel: request.action,
    defaultPath: request.folder,
    filters: kind === 'open-folder' ? undefined : filters(request.extensions, words),
    properties: [
      ...(kind === 'open-folder' ? [] : (['openFile'] as const)),
      ...(kind === 'open-file' ? [] : (['openDirectory'] as const)),
      'createDirectory',
    ],
  }
}

/** The request in the words of the system's save dialog; a folder to be made is named like a file. */
export function saveDialogOptions(request: FileDialogRequest, words: Words): SaveDialogOptions {
  // A name is a name: it cannot lead out of the folder.
  const name = request.name === undefined ? undefined : basename(request.name)
  return {
    title: request.title,
    buttonLabel: request.action,
    defaultPath: request.folder && name ? join(request.folder, name) : (name ?? request.folder),
    filters: request.kind === 'save-folder' ? undefined : filters(request.extensions, words),
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  }
}

/** Systems know endings up to the last dot only: `.idx.gz` is asked for as `gz`. */
function filters(extensions: readonly string[] | undefined, words: Words): OpenDialogOptions['filters'] {
  if (!extensions || extensions.length === 0) return undefined
  const endings = [...new Set(extensions.map((ending) => ending.slice(ending.lastIndexOf('.') + 1)))]
  return [
    { name: endings.map((ending) => `*.${ending}`).join(', '), extensions: endings },
    { name: words.dialog.allFiles, extensions: ['*'] },
  ]
}
