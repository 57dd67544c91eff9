import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { licenceText } from './licence-text.mjs'
import { shippedPackages } from './shipped-packages.mjs'

const rule = '='.repeat(80)

/**
 * The text that goes with the program and into its window: who made what it stands on, and under which terms.
 *
 * @param {string} root the checkout
 * @returns {{ text: string, problems: string[] }} problems: what must not be shipped so, in words
 */
export function thirdPartyNotices(root) {
  const problems = []
  const standard = {
    'Apache-2.0': () => readFileSync(join(root, 'LICENSE'), 'utf8').trim(),
    // The lesser licence is written as additions to the general one.
    'LGPL-3.0-or-later': () =>
      ['LGPL-3.0.txt', 'GPL-3.0.txt']
        .map((name) => readFileSync(join(root, 'resources', 'licences', name), 'utf8').trim())
        .join('\n\n'),
  }
  const entries = []
  for (const shipped of shippedPackages(root)) {
    const found = licenceText(shipped, (id) => standard[id]())
    if ('problem' in found) problems.push(found.problem)
    else entries.push({ ...shipped, text: found.text })
  }
  return {
    text: writeNotices([electronEntry(root), ...tensorflowEntries(root, problems), ...entries]),
    problems,
  }
}

/** Packages under the very same text stand together above it. */
export function writeNotices(entries) {
  const byText = new Map()
  for (const entry of entries) byText.set(entry.text, [...(byText.get(entry.text) ?? []), entry])
  const parts = [...byText].map(([text, group]) => {
    const heads = group.map(
      ({ name, version, license, homepage }) =>
        `${name} ${version} (${license})${homepage ? `\n    ${homepage}` : ''}`,
    )
    return `${rule}\n${heads.join('\n')}\n${rule}\n\n${text}\n`
  })
  return `Fewlabel is under the Apache License 2.0. It contains the following works of others.\n\n${parts.join('\n')}`
}

function electronEntry(root) {
  const folder = join(root, 'node_modules', 'electron')
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return {
    name: 'Electron',
    version,
    license: 'MIT; in the desktop program only',
    homepage: 'What Chromium and Node.js inside it stand on: LICENSES.chromium.html beside the program',
    text: readFileSync(join(folder, 'LICENSE'), 'utf8').trim(),
  }
}

/** The library comes from outside npm; setup-native.mjs keeps its notices beside it. */
function tensorflowEntries(root, problems) {
  const deps = join(root, 'node_modules', '@tensorflow', 'tfjs-node', 'deps')
  if (!existsSync(join(deps, 'lib'))) return []
  const files = readdirSync(deps).filter((name) => /^(licen[sc]e|third_party)/i.test(name))
  if (!files.some((name) => /^third_party/i.test(name))) {
    problems.push(
      'TensorFlow lies without the licences of what it contains; "node scripts/setup-native.mjs --retry" fetches both',
    )
    return []
  }
  const texts = [
    readFileSync(join(root, 'LICENSE'), 'utf8'),
    ...files.map((name) => readFileSync(join(deps, name), 'utf8')),
  ]
  return [
    {
      name: 'libtensorflow',
      version: '',
      license: 'Apache-2.0, and parts of others',
      homepage: 'https://www.tensorflow.org',
      text: texts.map((text) => text.trim()).join(`\n\n${'-'.repeat(80)}\n`),
    },
  ]
}
