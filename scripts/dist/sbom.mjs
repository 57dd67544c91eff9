import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { root } from '../setup/paths.mjs'
import { electronVersion } from './installed-versions.mjs'

/**
 * The CycloneDX list of what an installer holds: npm's own list of the installed packages, and what comes from elsewhere.
 *
 * @param {{ native: boolean }} options
 * @returns {object}
 */
export function softwareBill({ native }) {
  return completeBill(npmBill(), [
    component('electron', electronVersion(), 'MIT', 'with Chromium and Node.js inside'),
    component('sqlite', sqliteVersion(), 'blessing', 'inside better-sqlite3'),
    ...libvipsParts(),
    ...(native
      ? [component('tensorflow', tensorflowVersion(), 'Apache-2.0', 'inside @tensorflow/tfjs-node')]
      : []),
  ])
}

/**
 * @param {object} bill as npm writes it
 * @param {object[]} parts
 */
export function completeBill(bill, parts) {
  const { component: program, ...metadata } = bill.metadata
  const extraneous = new Set(bill.components.filter(isExtraneous).map((each) => each['bom-ref']))
  return {
    ...bill,
    metadata: {
      ...metadata,
      // npm names it after its folder.
      component: { ...program, type: 'application', name: 'fewlabel' },
    },
    components: [...bill.components.filter((each) => !isExtraneous(each)), ...parts],
    dependencies: bill.dependencies
      .filter(({ ref }) => !extraneous.has(ref))
      .map(({ ref, dependsOn = [] }) => ({
        ref,
        dependsOn: dependsOn.filter((each) => !extraneous.has(each)),
      })),
  }
}

/** What npm found installed and does not belong to the program, such as the Node of the checkout. */
function isExtraneous({ properties = [] }) {
  return properties.some(({ name, value }) => name === 'cdx:npm:package:extraneous' && value === 'true')
}

function npmBill() {
  const viaNpm = process.env.npm_execpath?.endsWith('.js')
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev']
  const result = spawnSync(
    viaNpm ? process.execPath : process.platform === 'win32' ? 'npm.cmd' : 'npm',
    viaNpm ? [process.env.npm_execpath, ...args] : args,
    { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26, shell: !viaNpm && process.platform === 'win32' },
  )
  if (result.status !== 0)
    throw new Error(`npm could not list the packages: ${result.stderr ?? result.error}`)
  return JSON.parse(result.stdout)
}

function component(name, version, license, description) {
  return {
    'bom-ref': `${name}@${version}`,
    type: 'library',
    name,
    version,
    description,
    purl: `pkg:generic/${name}@${version}`,
    licenses: [{ license: { id: license } }],
  }
}

function sqliteVersion() {
  const database = new Database(':memory:')
  try {
    return database.prepare('SELECT sqlite_version()').pluck().get()
  } finally {
    database.close()
  }
}

/** libvips and the libraries inside it, as its package lists them. */
function libvipsParts() {
  const file = join(
    root,
    'node_modules',
    '@img',
    `sharp-libvips-${process.platform}-${process.arch}`,
    'versions.json',
  )
  if (!existsSync(file)) return []
  return Object.entries(JSON.parse(readFileSync(file, 'utf8'))).map(([name, version]) => ({
    'bom-ref': `libvips/${name}@${version}`,
    type: 'library',
    name,
    version: String(version),
    description: 'inside sharp',
    purl: `pkg:generic/${name}@${version}`,
  }))
}

/** As the set-up of the native engine wrote it down. */
function tensorflowVersion() {
  const file = join(root, '.setup', 'native.json')
  const reason = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).reason : ''
  return /TensorFlow (\S+)/.exec(reason)?.[1] ?? 'unknown'
}
