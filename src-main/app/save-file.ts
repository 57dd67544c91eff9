import { FewlabelError } from '../contract/errors.ts'
import type { SaveFileRequest } from '../contract/saved-file.ts'
import { writeWhole } from './write-whole.ts'

/** The first bytes of every PNG. */
const pngMagic = [0x89, 0x50, 0x4e, 0x47]

/** Saves a chart or a table that the window has made; a page cannot write files itself. */
export async function saveFile({
  out,
  ending,
  content,
  overwrite,
}: SaveFileRequest): Promise<{ out: string; bytes: number }> {
  const bytes = ending === '.png' ? Buffer.from(content, 'base64') : Buffer.from(content, 'utf8')
  if (ending === '.png' && !pngMagic.every((byte, i) => bytes[i] === byte)) {
    throw new FewlabelError('bad-request', 'What was to be saved is not a picture.', { expected: 'a PNG' })
  }
  return { out: await writeWhole(out, bytes, { endings: [ending], overwrite }), bytes: bytes.length }
}
