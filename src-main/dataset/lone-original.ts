import { loneOriginalLimit, type PreparedSample } from '../contract/data.ts'
import { mediaTypes, sniffImage } from './image-kind.ts'

/** The original of an image without a file of its own, to be kept in the project; null where it is too large for that. */
export function loneOriginal(bytes: Uint8Array): PreparedSample['original'] {
  const kind = sniffImage(bytes)
  if (kind === null || bytes.length > loneOriginalLimit) return null
  return { mediaType: mediaTypes[kind], bytes }
}
