// Whether a Python wheel that somebody brought is the one that is needed, by what it says of itself (packaging.python.org,
// "Binary distribution format"): METADATA has name and version, WHEEL the platform, RECORD the sum of every file.
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { extractFromZip } from './read-zip.mjs'

/**
 * @typedef {object} WheelFacts
 * @property {string} name as packages are compared: lower case, with hyphens
 * @property {string} version
 * @property {string[]} tags `cp311-cp311-manylinux_2_27_x86_64`, …
 * @property {Map<string, string>} sums path in the wheel → SHA-256, URL-safe base64 without padding
 */

/**
 * Reads what a wheel says of itself; unpacks that much into `folder`.
 *
 * @returns {Promise<WheelFacts>}
 * @throws when the file is missing, no archive, or no wheel
 */
export async function readWheelFacts(wheel, folder) {
  if (!existsSync(wheel)) throw new Error(`there is no file ${wheel}`)
  const wanted = /^[^/]+\.dist-info\/(METADATA|WHEEL|RECORD)$/
  const count = await extractFromZip(wheel, folder, (name) => wanted.exec(name)?.[1] ?? null)
  if (count < 3) throw new Error(`${wheel} is no Python wheel: it does not say what it is`)
  const metadata = fieldsOf(readFileSync(join(folder, 'METADATA'), 'utf8'))
  const sums = new Map()
  for (const line of readFileSync(join(folder, 'RECORD'), 'utf8').split(/\r?\n/)) {
    const [, path, sum] = /^"?(.*?)"?,sha256=([\w-]+),\d*$/.exec(line) ?? []
    if (path) sums.set(path, sum)
  }
  return {
    name: (metadata.get('Name')?.[0] ?? '').toLowerCase().replace(/[-_.]+/g, '-'),
    version: metadata.get('Version')?.[0] ?? '',
    tags: fieldsOf(readFileSync(join(folder, 'WHEEL'), 'utf8')).get('Tag') ?? [],
    sums,
  }
}

/**
 * Why it is not the wheel that is needed, or null where it is.
 *
 * @param {WheelFacts} facts
 * @param {{ name: string, version: string, platform: RegExp, platformName: string }} expected
 */
export function wheelMismatch({ name, version, tags }, expected) {
  const fits =
    name === expected.name &&
    version === expected.version &&
    tags.some((tag) => expected.platform.test(tag.slice(tag.lastIndexOf('-') + 1)))
  if (fits) return null
  const platforms = [...new Set(tags.map((tag) => tag.slice(tag.lastIndexOf('-') + 1)))].join(', ')
  return `expected the wheel of ${expected.name} ${expected.version} for ${expected.platformName}, found ${name} ${version} for ${platforms || 'no platform'}`
}

/**
 * Which unpacked file is not what the wheel's own list says, or null where all are.
 *
 * @param {WheelFacts} facts
 * @param {Map<string, string>} unpacked path in the wheel → path on the disk
 */
export async function damagedFile({ sums }, unpacked) {
  for (const [name, path] of unpacked) {
    const hash = createHash('sha256')
    await pipeline(createReadStream(path), hash)
    if (hash.digest('base64url') !== sums.get(name)) return name
  }
  return null
}

/** Lines `Name: value` up to the first empty one. */
function fieldsOf(text) {
  const fields = new Map()
  for (const line of text.split(/\r?\n\r?\n/)[0].split(/\r?\n/)) {
    const [, name, value] = /^([\w-]+): (.*)$/.exec(line) ?? []
    if (name) fields.set(name, [...(fields.get(name) ?? []), value.trim()])
  }
  return fields
}
