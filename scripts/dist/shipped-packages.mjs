import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/**
 * @typedef {object} ShippedPackage
 * @property {string} name
 * @property {string} version
 * @property {string} folder
 * @property {string} license SPDX expression, or '' where the package names none
 * @property {string} author
 * @property {string} homepage
 */

/** Needed by commands that only a checkout has: they are not packed, see electron-builder.yml. */
const commandLineOnly = new Set(['onnxruntime-node', 'commander'])

/** Packages whose package.json names no licence, and what their LICENSE says. */
const licencesByText = { 'png-js': 'MIT' }

/**
 * The installed packages that the program depends on, directly or not: those packed beside it and those bundled into
 * the window. Development packages are left out, and so are packages of types, which hold no code.
 *
 * @param {string} root folder with the package.json to begin with
 * @returns {ShippedPackage[]} by name and version
 */
export function shippedPackages(root) {
  const found = new Map()
  const visit = (folder) => {
    const manifest = readManifest(folder)
    const names = { ...manifest.dependencies, ...manifest.optionalDependencies, ...manifest.peerDependencies }
    for (const name of Object.keys(names)) {
      const place = installedPlace(name, folder, root)
      // Not installed: an optional package for another system, or a peer that nobody needs.
      if (!place || found.has(place) || name.startsWith('@types/') || commandLineOnly.has(name)) continue
      found.set(place, describe(place))
      visit(place)
    }
  }
  visit(root)
  return [...found.values()].sort(
    (a, b) => a.name.localeCompare(b.name, 'en') || a.version.localeCompare(b.version, 'en'),
  )
}

function describe(folder) {
  const { name, version, license, licenses, author, homepage, repository } = readManifest(folder)
  const source = typeof repository === 'string' ? repository : repository?.url
  return {
    name,
    version,
    folder,
    license: licenceOf(license ?? licenses ?? licencesByText[name]),
    author: typeof author === 'string' ? author : (author?.name ?? ''),
    homepage: homepage ?? source ?? '',
  }
}

/** Older packages write an object, or a list of them. */
function licenceOf(field) {
  if (Array.isArray(field)) return field.map(licenceOf).join(' OR ')
  return typeof field === 'string' ? field : (field?.type ?? '')
}

function readManifest(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
}

/** As Node looks for it: in the node_modules of the folder, then of each one above, up to the root. */
function installedPlace(name, from, root) {
  for (let folder = from; !relative(root, folder).startsWith('..'); folder = dirname(folder)) {
    const place = join(folder, 'node_modules', name)
    if (existsSync(join(place, 'package.json'))) return place
  }
  return null
}
