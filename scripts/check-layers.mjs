// Checks the table "who may import whom" (docs/architecture.md): rooms know only the rooms below them.
// Biome's noRestrictedImports cannot let type imports through, which the table does in one place.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { root, say } from './setup/paths.mjs'

const everything = [
  'contract',
  'formats',
  'model',
  'decoder',
  'query',
  'quality',
  'dataset',
  'export',
  'datasheet',
  'project',
  'process',
  'engine',
  'onnx',
]

/** Room → the other rooms it may import. */
const allowed = {
  contract: [],
  // What readers and writers of one file format share.
  formats: [],
  model: ['contract'],
  decoder: ['contract'],
  query: ['contract', 'decoder'],
  quality: ['contract', 'decoder', 'query'],
  // Child programs, from both sides.
  process: ['contract'],
  dataset: ['contract', 'formats', 'process'],
  // The model for use elsewhere, and its use.
  onnx: ['contract', 'decoder'],
  export: ['contract', 'formats'],
  datasheet: ['contract'],
  project: ['contract'],
  engine: ['model', 'dataset', 'project', 'process', 'contract'],
  app: everything,
  // The picture routes encode model inputs, which is the dataset room's craft.
  web: ['app', 'contract', 'dataset'],
  'shells/browser': ['web', 'app', 'engine', 'process', 'contract'],
  'shells/cli': ['web', 'app', 'engine', 'process', 'contract', 'shells/browser'],
  'shells/electron': ['web', 'app', 'engine', 'process', 'contract'],
}
const rendererMayImport = { value: ['contract'], type: ['contract', 'web'] }

/** Packages with one home. */
const packageHomes = [
  { pattern: /^electron$/, rooms: ['shells/electron'] },
  { pattern: /^@tensorflow\//, rooms: ['model', 'engine'] },
  { pattern: /^better-sqlite3$/, rooms: ['project'] },
  { pattern: /^sharp$/, rooms: ['dataset'] },
  { pattern: /^(pdfkit|fontkit)$/, rooms: ['datasheet'] },
  { pattern: /^onnxruntime-node$/, rooms: ['onnx'] },
  { pattern: /^react(-dom)?(\/|$)/, rooms: ['src-renderer'] },
]
/** Rooms that must run anywhere. */
const pureRooms = ['contract', 'formats', 'model', 'decoder', 'query', 'quality']

const staticImport = /^\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]/gm
const dynamicImport = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g

function* sourcesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* sourcesBelow(path)
    else if (/\.tsx?$/.test(entry.name)) yield path
  }
}

function roomOf(file) {
  const parts = relative(root, file).split(sep)
  if (parts[0] === 'src-renderer') return 'src-renderer'
  if (parts[0] !== 'src-main') return null
  return parts[1] === 'shells' ? `shells/${parts[2]}` : parts[1]
}

function importsOf(text) {
  return [
    ...Array.from(text.matchAll(staticImport), ([, type, specifier]) => ({
      specifier,
      typeOnly: Boolean(type),
    })),
    ...Array.from(text.matchAll(dynamicImport), ([, specifier]) => ({ specifier, typeOnly: false })),
  ]
}

/** @returns {string | null} why the import is against the rules */
function complaint(file, { specifier, typeOnly }) {
  const room = roomOf(file)
  if (!specifier.startsWith('.')) {
    const home = packageHomes.find(({ pattern }) => pattern.test(specifier))
    if (home && !home.rooms.includes(room)) return `the package belongs to ${home.rooms.join(' and ')}`
    const isTest = /\.test\.tsx?$/.test(file)
    if (pureRooms.includes(room) && !isTest && specifier.startsWith('node:'))
      return 'this room must run without Node'
    return null
  }
  const target = roomOf(resolve(dirname(file), specifier))
  if (target === room || target === null) return null
  if (room === 'src-renderer') {
    const may = typeOnly ? rendererMayImport.type : rendererMayImport.value
    return may.includes(target) ? null : `the window may not import ${target}${typeOnly ? '' : "'s values"}`
  }
  return (allowed[room] ?? []).includes(target) ? null : `${room} may not import ${target}`
}

let complaints = 0
let files = 0
for (const folder of ['src-main', 'src-renderer']) {
  for (const file of sourcesBelow(join(root, folder))) {
    files++
    for (const imported of importsOf(readFileSync(file, 'utf8'))) {
      const problem = complaint(file, imported)
      if (!problem) continue
      complaints++
      say(`${relative(root, file)}: imports ${imported.specifier}: ${problem}`)
    }
  }
}
if (complaints > 0) process.exit(1)
console.log(`Layers: ${files} files keep to their rooms.`)
