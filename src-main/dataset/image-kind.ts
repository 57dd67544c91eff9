/** The image formats Fewlabel reads, by the names people know. */
export type ImageKind = 'PNG' | 'JPEG' | 'WebP' | 'BMP' | 'TIFF' | 'GIF'

/** For error messages. */
export const readableKinds = 'PNG, JPEG, WebP, BMP, TIFF or GIF'

export const mediaTypes: Record<ImageKind, string> = {
  PNG: 'image/png',
  JPEG: 'image/jpeg',
  WebP: 'image/webp',
  BMP: 'image/bmp',
  TIFF: 'image/tiff',
  GIF: 'image/gif',
}

const readableNames = /\.(png|jpe?g|jpe|jfif|webp|bmp|dib|tiff?|gif)$/i
const otherImageNames =
  /\.(avif|heic|heif|hif|jxl|jp2|j2k|svg|ico|psd|tga|exr|hdr|ppm|pgm|pbm|cr2|nef|arw|dng)$/i

/** Lengths of the bitmap header in all its versions. */
export const bmpHeaderSizes = [12, 40, 52, 56, 64, 108, 124]

/** Enough of a file's beginning for {@link sniffImage}. */
export const sniffBytes = 18

/** Whether a file is an image Fewlabel reads, going by its name. */
export function isImageName(name: string): boolean {
  return readableNames.test(name)
}

/** Whether a file is an image of a kind Fewlabel does not read, going by its name. */
export function isOtherImageName(name: string): boolean {
  return otherImageNames.test(name)
}

/** What kind of image begins with these bytes, whatever its name says; null for everything else. */
export function sniffImage(bytes: Uint8Array): ImageKind | null {
  const text = String.fromCharCode(...bytes.subarray(0, sniffBytes))
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'PNG'
  if (text.startsWith('\xff\xd8\xff')) return 'JPEG'
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'WebP'
  if (text.startsWith('GIF87a') || text.startsWith('GIF89a')) return 'GIF'
  if (/^(II[*+]\0|MM\0[*+])/.test(text)) return 'TIFF'
  // "BM" begins many a text, too: the length of the bitmap header must be one of the known ones.
  if (
    text.startsWith('BM') &&
    bmpHeaderSizes.includes(text.charCodeAt(14)) &&
    text.slice(15, 18) === '\0\0\0'
  ) {
    return 'BMP'
  }
  return null
}
