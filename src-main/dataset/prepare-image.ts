import { hash } from 'node:crypto'
import sharp, { type Sharp } from 'sharp'
import { embeddedOriginalLimit, type ImageRecipe, type PreparedSample } from '../contract/data.ts'
import { FewlabelError } from '../contract/errors.ts'
import { bmpSize, decodeBmp } from './bmp.ts'
import type { EncodedImage } from './image-decoder-protocol.ts'
import { createInputMaker, type PictureSize } from './image-input.ts'
import { type ImageKind, mediaTypes, readableKinds, sniffImage } from './image-kind.ts'
import { readRegularSync } from './regular-file.ts'
import { pixelLimit } from './sample-source.ts'
import { thumbnailSide, thumbnailSize } from './thumbnail-size.ts'

/** Files larger than this are not read. */
const fileLimit = 256 * 1024 * 1024
/** Images that take more memory than this when they are unpacked are not decoded. */
const decodedLimit = 512 * 1024 * 1024
/** Files and images beyond these sizes are decoded one at a time over all decoders, to keep memory bounded. */
const heavyFile = 16 * 1024 * 1024
const heavyPixels = 16_000_000

/** libvips reads two dozen formats, some by large and little used libraries: all but ours are shut. */
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['Png', 'Jpeg', 'Webp', 'Tiff', 'Nsgif'].map((format) => `VipsForeignLoad${format}Buffer`),
})

/** Runs its work while no other decoder runs such. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>

/** What can be said about an image from its file alone. */
export interface PreparedImage extends Pick<PreparedSample, 'thumbnail' | 'original' | 'contentHash'> {
  input: Uint8Array
}

/** Image data sharp can decode, and what is known before it does. */
interface OpenImage {
  /** Begins to decode; only called where memory is accounted for. */
  start: () => Sharp
  /** Upright, as it will be seen. */
  width: number
  height: number
  gray: boolean
  /** A browser shows the file as the model sees it: one frame, of a type browsers know. */
  viewable: boolean
}

interface Picture extends PictureSize {
  pixels: Uint8Array
}

/**
 * Reads an image, from its file or its bytes, and makes the model input, the thumbnail and the embedded original.
 * The first frame counts; EXIF orientation is applied; transparency becomes white; 16 bits are scaled to 8.
 *
 * The thumbnail (WebP, at most 96 px) is left out when the original is embedded, itself at most 96 px long, and of a
 * kind that browsers show: then the original serves.
 *
 * Files are read synchronously, which is several times faster for small ones: not for a thread that serves others.
 *
 * @throws FewlabelError — its message is the reason, a clause without the file's name: "it is cut short"
 */
export async function prepareImage(
  image: EncodedImage,
  recipe: ImageRecipe,
  inTurn: InTurn,
): Promise<PreparedImage> {
  const named = typeof image === 'string'
  const bytes = named ? readRegularSync(image, fileLimit) : image
  if (bytes.length === 0) {
    throw new FewlabelError('source-damaged', named ? 'the file is empty' : 'the image has no bytes')
  }
  const kind = sniffImage(bytes)
  if (kind === null) {
    throw new FewlabelError(
      'source-unsupported',
      named
        ? `it is named like an image, but its content is not ${readableKinds}`
        : `its bytes are not ${readableKinds}`,
    )
  }
  if (bytes.length <= heavyFile) return prepareBytes(bytes, kind, recipe, inTurn)
  return inTurn(() => prepareBytes(bytes, kind, recipe, null))
}

/** @param inTurn for large images; null where it is their turn already */
async function prepareBytes(
  bytes: Uint8Array,
  kind: ImageKind,
  recipe: ImageRecipe,
  inTurn: InTurn | null,
): Promise<PreparedImage> {
  try {
    const opened = kind === 'BMP' ? openBmp(bytes) : await openWithSharp(bytes, kind)
    const decode = () => decodeToWorkingSize(opened, recipe)
    const heavy = opened.width * opened.height > heavyPixels
    const picture = await (heavy && inTurn !== null ? inTurn(decode) : decode())

    const embedded = bytes.length <= embeddedOriginalLimit
    const small = Math.max(opened.width, opened.height) <= thumbnailSide
    return {
      input: createInputMaker(picture, recipe)(picture.pixels),
      thumbnail: embedded && small && opened.viewable ? null : await makeThumbnail(picture),
      original: embedded ? { mediaType: mediaTypes[kind], bytes: new Uint8Array(bytes) } : null,
      contentHash: new Uint8Array(hash('sha256', bytes, 'buffer')),
    }
  } catch (error) {
    if (error instanceof FewlabelError) throw error
    // libvips keeps one log for all threads, so its words may be about another image: they stay in the cause.
    throw new FewlabelError(
      'source-damaged',
      `the ${kind} image is damaged or cut short`,
      {},
      { cause: error },
    )
  }
}

function openBmp(bytes: Uint8Array): OpenImage {
  const start = () => {
    const { width, height, pixels } = decodeBmp(bytes)
    return sharp(pixels, { raw: { width, height, channels: 3 } })
  }
  return { start, ...bmpSize(bytes), gray: false, viewable: true }
}

async function openWithSharp(bytes: Uint8Array, kind: ImageKind): Promise<OpenImage> {
  // The limit is checked here, where the size can be named; sharp only says that it is exceeded.
  const {
    width,
    height,
    space,
    depth,
    channels,
    isProgressive,
    pages = 1,
    autoOrient,
  } = await sharp(bytes, { limitInputPixels: false }).metadata()
  if (width * height > pixelLimit) {
    throw new FewlabelError('source-unsupported', `it has ${width} × ${height} pixels, which is too large`)
  }
  if (depth !== 'uchar' && depth !== 'ushort') {
    // Without a known range there is no honest way to scale them.
    throw new FewlabelError(
      'source-unsupported',
      `its pixels are ${depth} numbers; save it with 8 or 16 bits`,
    )
  }
  // Progressive JPEGs and interlaced PNGs are put together whole, the former from numbers of two bytes.
  const unpacked = width * height * channels * (depth === 'ushort' || isProgressive ? 2 : 1)
  if (unpacked > decodedLimit) {
    throw new FewlabelError(
      'source-unsupported',
      `unpacked it takes ${unpacked >> 20} MB, more than the ${decodedLimit >> 20} MB allowed`,
    )
  }
  return {
    // `error` finds truncation and broken data, but lets harmless warnings (an unknown TIFF tag) pass.
    start: () => sharp(bytes, { failOn: 'error', limitInputPixels: pixelLimit, autoOrient: true }),
    width: autoOrient.width,
    height: autoOrient.height,
    gray: space === 'b-w' || space === 'grey16',
    viewable: kind !== 'TIFF' && pages === 1,
  }
}

/** Decodes, reduced to about twice what the model input and the thumbnail need: JPEG then decodes several times faster. */
async function decodeToWorkingSize(opened: OpenImage, recipe: ImageRecipe): Promise<Picture> {
  const { width, height } = opened
  const scale = Math.min(1, workingScale(width, height, recipe))
  let image = opened.start()
  if (scale < 1) {
    const to = {
      width: Math.max(1, Math.round(width * scale)),
      height: Math.max(1, Math.round(height * scale)),
    }
    image = image.resize({ ...to, fit: 'fill' })
  }
  const { data, info } = await image
    .flatten({ background: '#ffffff' })
    .toColourspace(opened.gray ? 'b-w' : 'srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  if (info.channels !== 1 && info.channels !== 3) {
    throw new FewlabelError('source-unsupported', `its ${info.channels} channels are neither gray nor RGB`)
  }
  return { pixels: data, width: info.width, height: info.height, channels: info.channels }
}

function workingScale(width: number, height: number, { fit, side }: ImageRecipe): number {
  const forThumbnail = (2 * thumbnailSide) / Math.max(width, height)
  // Padding fits the long side into the model's; the others need the short side to fill it.
  const forInput = (2 * side) / (fit === 'pad' ? Math.max(width, height) : Math.min(width, height))
  return Math.max(forThumbnail, forInput)
}

async function makeThumbnail(picture: Picture): Promise<PreparedSample['thumbnail']> {
  const { pixels, width, height, channels } = picture
  const size = thumbnailSize(width, height)
  const bytes = await sharp(pixels, { raw: { width, height, channels } })
    .resize({ ...size, fit: 'fill' })
    .webp({ quality: 82, effort: 2 })
    .toBuffer()
  return { mediaType: 'image/webp', ...size, bytes: new Uint8Array(bytes) }
}
