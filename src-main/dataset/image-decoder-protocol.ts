import { z } from 'zod'
import { embeddedOriginalLimit, type ImageRecipe, inputLength } from '../contract/data.ts'
import { thumbnailSide } from './thumbnail-size.ts'

/** An image to be decoded: the path of its file, or the bytes of one that has no file of its own. */
export type EncodedImage = string | Uint8Array

/** What the host says to an image decoder. */
export type DecoderOrder =
  | { type: 'decode'; images: EncodedImage[]; recipe: ImageRecipe }
  /** The answer to `ask-turn`. */
  | { type: 'turn' }

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)
const mediaType = z.string().regex(/^image\/[a-z]+$/)
const side = z.int().min(1).max(thumbnailSide)

const outcomeSchema = z.union([
  z.object({
    image: z.object({
      input: bytes,
      thumbnail: z.object({ mediaType, width: side, height: side, bytes }).nullable(),
      original: z
        .object({ mediaType, bytes: bytes.refine(({ length }) => length <= embeddedOriginalLimit) })
        .nullable(),
      contentHash: bytes.refine(({ length }) => length === 32),
    }),
  }),
  z.object({ reason: z.string().max(1000) }),
])
/** The prepared image, or the reason why there is none. */
export type ImageOutcome = z.infer<typeof outcomeSchema>

/** What an image decoder says. It reads foreign bytes with native code, so that not even its words are trusted. */
export const decoderMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  /** It is at another image than at the last word. */
  z.object({ type: z.literal('at-next') }),
  /** A large image is to be decoded, of which there is only one at a time. */
  z.object({ type: z.literal('ask-turn') }),
  z.object({ type: z.literal('end-turn') }),
  /** It has taken more than {@link decoderMemoryLimit}, and is to be killed: it could only wait for its own threads. */
  z.object({ type: z.literal('out-of-memory') }),
  /** In the order of the images. */
  z.object({ type: z.literal('done'), outcomes: z.array(outcomeSchema) }),
])
export type DecoderMessage = z.infer<typeof decoderMessageSchema>

/** Whether outcomes are what was ordered. */
export function answers(outcomes: ImageOutcome[], images: EncodedImage[], recipe: ImageRecipe): boolean {
  const channels = recipe.colour === 'rgb' ? 3 : 1
  const length = inputLength({ kind: 'image', side: recipe.side, channels })
  return (
    outcomes.length === images.length &&
    outcomes.every((outcome) => 'reason' in outcome || outcome.image.input.length === length)
  )
}

/** Resident bytes at which a decoder is ended: far more than any image takes that is let in and is what it says. */
export const decoderMemoryLimit = 1.5 * 1024 ** 3
