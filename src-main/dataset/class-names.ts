import { join } from 'node:path'
import { readBeginning } from './byte-reader.ts'

/** What lists classes is short. */
const listLimit = 1024 * 1024

/**
 * Names of the classes that a folder of images numbers from 0: from `classes.txt`, from the card of a Hugging Face data set
 * (`README.md`), or from `dataset_infos.json`; empty where there is none of them.
 */
export async function classNamesOf(folder: string): Promise<string[]> {
  const read = async (name: string) =>
    Buffer.from(await readBeginning(join(folder, name), listLimit).catch(() => new Uint8Array())).toString(
      'utf8',
    )
  const list = (await read('classes.txt')).split('\n').map((line) => line.trim())
  while (list.at(-1) === '') list.pop()
  if (list.length > 0) return list
  const ofCard = namesInCard(await read('README.md'))
  return ofCard.length > 0 ? ofCard : namesInInfos(await read('dataset_infos.json'))
}

/**
 * In YAML at the beginning of the card: `class_label:`, `names:`, and a line `'0': cat` for each. Line by line: over a whole
 * card an expression could be led to try every way of parting a run of blanks.
 */
function namesInCard(card: string): string[] {
  const [fence, ...rest] = card.split('\n').map((line) => line.trim())
  const end = rest.indexOf('---')
  if (fence !== '---' || end < 0) return []
  const lines = rest.slice(0, end).filter((line) => line !== '')
  const start = lines.findIndex((line, i) => /\bclass_label:$/.test(line) && lines[i + 1] === 'names:')
  const names: string[] = []
  for (const line of start < 0 ? [] : lines.slice(start + 2)) {
    const [, index, name] = /^['"]?(\d+)['"]?[ \t]*:(.*)$/.exec(line) ?? []
    if (index === undefined) break
    if (Number(index) < 100_000) names[Number(index)] = unquoted(name.trim())
  }
  return Array.from(names, (name, index) => name ?? String(index))
}

function unquoted(text: string): string {
  const quoted = /^(["'])([\s\S]*)\1$/.exec(text)
  if (quoted === null) return text
  return quoted[1] === "'" ? quoted[2].replaceAll("''", "'") : parsed(text, quoted[2])
}

function parsed(text: string, otherwise: string): string {
  try {
    return String(JSON.parse(text))
  } catch {
    return otherwise
  }
}

function namesInInfos(text: string): string[] {
  try {
    const infos = Object.values(JSON.parse(text) as Record<string, { features?: Record<string, unknown> }>)
    for (const feature of infos.flatMap(({ features }) => Object.values(features ?? {}))) {
      const { _type: type, names } = feature as { _type?: unknown; names?: unknown }
      if (type === 'ClassLabel' && Array.isArray(names)) return names.map(String)
    }
  } catch {
    // Somebody else's file of this name.
  }
  return []
}
