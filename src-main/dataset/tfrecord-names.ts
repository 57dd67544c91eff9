import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { tfrecordLabelList } from '../formats/tfrecord-fields.ts'
import { readBeginning } from './byte-reader.ts'

/** Lists of classes are short. */
const listLimit = 4 * 1024 * 1024

/**
 * Names of the classes of TFRecord files by their numbers, from `labels.txt` (a name per line from 0, or `0:name`) or a
 * label map of TensorFlow's object detection (`*.pbtxt`) in the same folder; empty where there is neither.
 */
export async function classNamesBeside(folder: string): Promise<Map<number, string>> {
  const files = await readdir(folder).catch((): string[] => [])
  const list = files.find((name) => name.toLowerCase() === tfrecordLabelList)
  if (list !== undefined) return readList(await textAt(join(folder, list)))
  const map = files.filter((name) => /\.pbtxt$/i.test(name)).sort()[0]
  return map === undefined ? new Map() : readLabelMap(await textAt(join(folder, map)))
}

async function textAt(path: string): Promise<string> {
  const info = await stat(path).catch(() => null)
  if (info === null || !info.isFile()) return ''
  const text = new TextDecoder().decode(await readBeginning(path, listLimit))
  return text
}

function readList(text: string): Map<number, string> {
  const lines = text.split('\n').map((line) => line.trim())
  const numbered = lines.filter((line) => line !== '').every((line) => /^\d+:/.test(line))
  return new Map(
    lines.flatMap((line, index): [number, string][] => {
      if (line === '') return []
      const colon = line.indexOf(':')
      return [numbered ? [Number(line.slice(0, colon)), line.slice(colon + 1).trim()] : [index, line]]
    }),
  )
}

/** `item { id: 1 name: 'cat' display_name: "Cat" }`, as often as there are classes. */
function readLabelMap(text: string): Map<number, string> {
  const names = new Map<number, string>()
  for (const [, item] of text.matchAll(/item\s*\{([^{}]*)\}/g)) {
    const id = /\bid\s*:\s*(\d+)/.exec(item)?.[1]
    const name =
      /\bdisplay_name\s*:\s*(["'])(.*?)\1/.exec(item)?.[2] ?? /\bname\s*:\s*(["'])(.*?)\1/.exec(item)?.[2]
    if (id !== undefined && name !== undefined) names.set(Number(id), name)
  }
  return names
}
