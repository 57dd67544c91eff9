import { setImmediate } from 'node:timers/promises'
import { Tokenizer, TokenParser, TokenType } from '@streamparser/json'
import { FewlabelError } from '../contract/errors.ts'
import { ByteReader } from './byte-reader.ts'

const chunkBytes = 64 * 1024
/** Longest element, in bytes: what is larger would have to be held as a whole. */
const elementLimit = 64 * 1024 * 1024
/** Deepest nesting: data sets have a handful of levels. */
const depthLimit = 64

/** One element of a document of JSON. */
export interface JsonElement {
  /** Name of the list at the document's top that it is in; empty where the document is the list. */
  list: string
  /** Its place in the list, from 0; 0 where the document is the element. */
  index: number
  value: unknown
}

/**
 * Elements of the lists of a JSON file, one after another: the file is never held as a whole, and what stands behind the
 * last of the lists is not read.
 *
 * @param paths what counts as an element: `$.*` for those of a list, `$.images.*` for those of a list in an object, `$`
 * for the document itself
 * @throws FewlabelError — `source-damaged` with the byte; `io-failed`
 */
export async function* jsonElements(path: string, paths: string[]): AsyncGenerator<JsonElement, void, void> {
  const reader = await ByteReader.open(path)
  const found: JsonElement[] = []
  const tokens = new Tokenizer({ stringBufferSize: chunkBytes })
  const parser = new TokenParser({ paths, keepStack: false })
  const deepest = Math.max(...paths.map((each) => each.split('.').length - 1))
  const wanted = new Set(paths.flatMap((each) => (each.split('.').length > 2 ? [each.split('.')[1]] : [])))
  const inLists = wanted.size > 0
  let depth = 0
  let begun = 0
  let lastText = ''
  let list = ''
  parser.onValue = ({ value, key, stack }) => {
    const inside = stack.length > 1
    found.push({ list: inside ? String(stack[1].key) : '', index: typeof key === 'number' ? key : 0, value })
  }
  parser.onEnd = () => {}
  tokens.onToken = (token) => {
    if (token.token === TokenType.LEFT_BRACE || token.token === TokenType.LEFT_BRACKET) depth++
    if (token.token === TokenType.RIGHT_BRACE || token.token === TokenType.RIGHT_BRACKET) depth--
    if (depth === 1 && token.token === TokenType.STRING) lastText = String(token.value)
    if (depth === 2 && token.token === TokenType.LEFT_BRACKET) list = lastText
    if (depth === 1 && token.token === TokenType.RIGHT_BRACKET) wanted.delete(list)
    if (depth > depthLimit) throw new Error(`it is nested more than ${depthLimit} levels deep`)
    if (depth <= deepest) begun = token.offset
    parser.write(token)
  }
  let done = 0
  try {
    for (;;) {
      const chunk = new Uint8Array(chunkBytes)
      const there = await reader.read(chunk)
      const mark = done === 0 && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf ? 3 : 0
      if (there > 0) tokens.write(chunk.subarray(mark, there))
      done += there
      if (done - begun > elementLimit) {
        throw new Error(`an element is longer than ${elementLimit >> 20} MB`)
      }
      yield* found
      found.length = 0
      if (reader.damage !== null) throw new Error(reader.damage)
      if (inLists && wanted.size === 0) return
      if (there === 0) break
      await setImmediate()
    }
    if (!parser.isEnded) throw new Error('it ends in the middle')
  } catch (error) {
    if (error instanceof FewlabelError) throw error
    throw notJson(path, done, error as Error)
  } finally {
    await reader.close()
  }
}

function notJson(path: string, done: number, error: Error): FewlabelError {
  return new FewlabelError(
    'source-damaged',
    `"${path}" is not sound JSON.`,
    {
      file: path,
      place: `before byte ${done.toLocaleString('en-US')}`,
      expected: 'JSON in UTF-8',
      found: error.message.slice(0, 300),
      remedy: 'Export or download the file again.',
    },
    { cause: error },
  )
}

/** The first elements, at most `count`: what tells how the rest is to be read. */
export async function firstElements(path: string, paths: string[], count: number): Promise<JsonElement[]> {
  const elements: JsonElement[] = []
  for await (const element of jsonElements(path, paths)) {
    elements.push(element)
    if (elements.length >= count) break
  }
  return elements
}
