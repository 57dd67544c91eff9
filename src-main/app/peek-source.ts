import type { StartProgram } from '../contract/child-program.ts'
import type { ImportRequest, InputShape, PreparedSample } from '../contract/data.ts'
import { openSource } from '../dataset/open-source.ts'
import type { InputPicture } from './sample-pictures.ts'

/** As many as are seen at a glance. */
const samplesPeeked = 12
const textShown = 400

/** A sample of a source that is not imported. */
export interface Peeked {
  name: string
  classes: string[]
  text: string | null
  picture: InputPicture
}

/** The first samples of a source as they would come in, without importing anything. */
export async function peekSource(
  request: ImportRequest,
  startProgram: StartProgram,
  signal?: AbortSignal,
): Promise<Peeked[]> {
  const source = await openSource(request, startProgram)
  const enough = new AbortController()
  const stream = source.batches(signal ? AbortSignal.any([signal, enough.signal]) : enough.signal)
  const found: PreparedSample[] = []
  try {
    for await (const { samples } of stream) {
      found.push(...samples.slice(0, samplesPeeked - found.length))
      if (found.length === samplesPeeked) break
    }
  } finally {
    enough.abort()
  }
  return found.map((sample) => ({
    name: sample.externalId,
    classes: [...new Set([...(sample.truth === null ? [] : [sample.truth]), ...namesOf(sample)])],
    text: sample.text?.slice(0, textShown) ?? null,
    picture: pictureOf(sample, source.shape),
  }))
}

function namesOf({ labels = [] }: PreparedSample): string[] {
  return labels.map(({ name }) => name)
}

/** The model input, since that is what options of an import change: its colour, its size, its orientation. */
function pictureOf({ input }: PreparedSample, shape: InputShape): InputPicture {
  return { kind: 'input', input, shape }
}
