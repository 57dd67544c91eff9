import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const textFiles = /^(licen[sc]e|copying|unlicense|notice)([.-].*)?$/i

/** Licences that installed packages come under; anything else is looked at by a person before it is shipped. */
const knownLicences = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'LGPL-3.0-or-later',
  'MIT',
  'OFL-1.1',
  'Python-2.0',
  'Unlicense',
])

/**
 * Packages without a licence text of their own, and where it comes from instead. What is not listed here fails the
 * build of installers.
 *
 * `standard`: the text of the licence that the package names is the same for everybody (Apache-2.0, LGPL).
 * `holder`: the package names its licence and its author, and the text is the licence's with that name.
 */
export const textsFromElsewhere = {
  '@img/sharp-libvips': { use: 'standard', reason: 'its README lists the licences of the libraries inside' },
  '@tensorflow/': { use: 'standard', reason: 'Apache-2.0 in package.json and at the top of each file' },
  brotli: { use: 'holder', reason: 'MIT in package.json and README' },
  dfa: { use: 'holder', reason: 'MIT in package.json and README' },
  'es6-promisify': { use: 'holder', reason: 'MIT in package.json and README' },
  fontkit: { use: 'holder', reason: 'MIT in package.json and README' },
  tr46: { use: 'holder', reason: 'MIT in package.json' },
}

/** @returns {boolean} whether every part of an SPDX expression is known */
export function isKnownLicence(expression) {
  const parts = expression.split(/\s+(?:AND|OR)\s+|[()]/).filter((part) => part.trim() !== '')
  return parts.length > 0 && parts.every((part) => knownLicences.has(part.trim()))
}

/**
 * @param {import('./shipped-packages.mjs').ShippedPackage} shipped
 * @param {(id: string) => string} standardText text of a licence by its SPDX id
 * @returns {{ text: string } | { problem: string }}
 */
export function licenceText(shipped, standardText) {
  const { name, version, folder, license, author } = shipped
  if (!isKnownLicence(license)) {
    return { problem: `${name} ${version} comes under "${license}", which nobody has looked at yet` }
  }
  const own = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && textFiles.test(entry.name))
    .map((entry) => readFileSync(join(folder, entry.name), 'utf8').trim())
  if (own.length > 0) return { text: own.join('\n\n') }
  const readme = readdirSync(folder).find((file) => /^readme(\..*)?$/i.test(file))
  const section = readme && licenceSection(readFileSync(join(folder, readme), 'utf8'))
  const elsewhere = Object.keys(textsFromElsewhere).find((key) => name === key || isPrefix(key, name))
  const use = elsewhere && textsFromElsewhere[elsewhere].use
  if (use === 'standard') {
    const id = license.split(' ')[0]
    return { text: section ? `${section}\n\n${standardText(id)}` : standardText(id) }
  }
  if (section && /permission is hereby granted|redistribution and use/i.test(section))
    return { text: section }
  if (use === 'holder' && author) return { text: mitText(author) }
  return { problem: `${name} ${version} (${license}) has no licence text` }
}

/** `@scope/` and `@img/sharp-libvips` stand for all that begin so. */
function isPrefix(key, name) {
  return key.startsWith('@') && name.startsWith(key)
}

/** The part of a README under its heading "License" or "Licensing". */
export function licenceSection(readme) {
  const lines = readme.split(/\r?\n/)
  const start = lines.findIndex(
    (line, i) =>
      /^#+\s*licen[sc](e|ing)\b/i.test(line) ||
      (/^licen[sc](e|ing)\b/i.test(line) && /^[-=]{3,}\s*$/.test(lines[i + 1] ?? '')),
  )
  if (start < 0) return null
  const underlined = !lines[start].startsWith('#')
  const body = lines.slice(start + (underlined ? 2 : 1))
  const end = body.findIndex(
    (line, i) => /^#{1,2}\s/.test(line) || (line !== '' && /^[-=]{3,}\s*$/.test(body[i + 1] ?? '')),
  )
  return (end < 0 ? body : body.slice(0, end)).join('\n').trim()
}

function mitText(holder) {
  return `MIT License

Copyright (c) ${holder}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`
}
