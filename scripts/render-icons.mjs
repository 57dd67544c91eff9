// Renders resources/icon.svg into what the installers take: PNGs (Linux), icon.ico (Windows), icon.icns (macOS).
// To be run by hand after the drawing was changed: node scripts/render-icons.mjs
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { root } from './setup/paths.mjs'

const resources = join(root, 'resources')
const drawing = readFileSync(join(resources, 'icon.svg'))
const viewBox = 1024

/** @param {number} size pixels per side */
function render(size) {
  // librsvg draws at 72 dpi by default: the density that makes the drawing exactly as large as asked for.
  const density = (72 * size) / viewBox
  return sharp(drawing, { density: Math.max(1, density) })
    .resize(size, size)
    .png({ compressionLevel: 9, palette: false })
    .toBuffer()
}

/** Windows icon: a directory of pictures, PNG inside (Vista and later). */
function ico(pictures) {
  const directory = Buffer.alloc(6 + 16 * pictures.length)
  directory.writeUInt16LE(1, 2)
  directory.writeUInt16LE(pictures.length, 4)
  let offset = directory.length
  for (const [i, { size, png }] of pictures.entries()) {
    const entry = 6 + 16 * i
    // 0 stands for 256.
    directory.writeUInt8(size % 256, entry)
    directory.writeUInt8(size % 256, entry + 1)
    directory.writeUInt16LE(1, entry + 4)
    directory.writeUInt16LE(32, entry + 6)
    directory.writeUInt32LE(png.length, entry + 8)
    directory.writeUInt32LE(offset, entry + 12)
    offset += png.length
  }
  return Buffer.concat([directory, ...pictures.map(({ png }) => png)])
}

/** macOS icon: chunks of a four-letter type, a length and a PNG. */
function icns(pictures) {
  const chunks = pictures.map(({ type, png }) => {
    const head = Buffer.alloc(8)
    head.write(type, 0, 'latin1')
    head.writeUInt32BE(8 + png.length, 4)
    return Buffer.concat([head, png])
  })
  const body = Buffer.concat(chunks)
  const head = Buffer.alloc(8)
  head.write('icns', 0, 'latin1')
  head.writeUInt32BE(8 + body.length, 4)
  return Buffer.concat([head, body])
}

const pngs = new Map()
for (const size of [16, 24, 32, 48, 64, 128, 256, 512, 1024]) pngs.set(size, await render(size))

mkdirSync(join(resources, 'icons'), { recursive: true })
for (const size of [16, 32, 48, 64, 128, 256, 512, 1024]) {
  // The name is the convention by which Linux packages find the right size.
  writeFileSync(join(resources, 'icons', `${size}x${size}.png`), pngs.get(size))
}
writeFileSync(join(resources, 'icon.png'), pngs.get(512))
writeFileSync(
  join(resources, 'icon.ico'),
  ico([16, 24, 32, 48, 64, 128, 256].map((size) => ({ size, png: pngs.get(size) }))),
)
writeFileSync(
  join(resources, 'icon.icns'),
  icns(
    [
      ['ic11', 32],
      ['ic12', 64],
      ['ic07', 128],
      ['ic13', 256],
      ['ic08', 256],
      ['ic14', 512],
      ['ic09', 512],
      ['ic10', 1024],
    ].map(([type, size]) => ({ type, png: pngs.get(size) })),
  ),
)
