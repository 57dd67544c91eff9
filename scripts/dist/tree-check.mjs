import { posix } from 'node:path'

/** Imports that need not be found in the package, each with the reason. */
export const optionalImports = {
  electron: 'Electron gives it to programs that run inside it',
  encoding: 'node-fetch takes it where it is installed, for old text encodings',
  'mock-aws-s3': "node-pre-gyp's own publishing",
  'aws-sdk': "node-pre-gyp's own publishing",
  nock: "node-pre-gyp's own tests",
  '@img/sharp-libvips-dev/include': 'building sharp from source',
  '@img/sharp-libvips-dev/cplusplus': 'building sharp from source',
}

/** Packages that no import names and that are needed all the same. */
const neededUnseen = [
  {
    test: /^node_modules\/@img\/sharp-/,
    reason: "sharp's library and libvips, chosen by the system at run time",
  },
]

/** Kinds of files that run nothing; only what is ours below build/ may look like them. */
const superfluous = [
  { test: /\.map$/, what: 'a source map' },
  { test: /\.(ts|cts|mts|tsx|flow)$/, what: 'source or type declarations' },
  { test: /\.(cc|cpp|h|hpp|gyp|gypi)$/, what: 'native source' },
  { test: /\.(md|markdown)$/i, what: 'documentation' },
  { test: /(^|\/)(test|tests|__tests__|docs|examples?|benchmarks?)\//, what: 'tests or documentation' },
  { test: /\.test\.[cm]?js$/, what: 'a test' },
]

const nativeFile = /\.(node|dll|dylib|so(\.\d+)*)$/

/**
 * @typedef {object} PackedProgram
 * @property {import('./packed-tree.mjs').PackedFile[]} files of the archive
 * @property {string[]} unpacked what really lies beside the archive, by path below the application's folder
 * @property {string[]} reached files that the programs import
 * @property {{ from: string, what: string }[]} unresolved imports that are not found
 * @property {NodeJS.Platform} platform
 * @property {string} arch
 * @property {boolean} native whether TensorFlow was to go in
 */

/**
 * What is wrong with a packed program: something missing, something superfluous, something in the wrong place.
 *
 * @param {PackedProgram} program
 * @returns {string[]} one sentence each; none when all is well
 */
export function treeProblems(program) {
  return [
    ...missing(program),
    ...superfluousFiles(program),
    ...superfluousPackages(program),
    ...misplaced(program),
    ...otherSystems(program),
    ...linksOf(program),
  ]
}

function missing({ files, unresolved, native, platform, arch }) {
  const there = new Set(files.map(({ path }) => path))
  const wanted = [
    'package.json',
    'build/electron-main.js',
    'build/preload.cjs',
    'build/engine.js',
    'build/image-decoder.js',
    'build/native-files.json',
    'build/renderer/index.html',
    'build/renderer/third-party-notices.txt',
    `node_modules/better-sqlite3/prebuilds/${platform}-${arch}.node`,
  ]
  const addon = /^node_modules\/@tensorflow\/tfjs-node\/lib\/napi-v\d+\/tfjs_binding\.node$/
  return [
    ...wanted.filter((path) => !there.has(path)).map((path) => `${path} is missing`),
    ...unresolved
      .filter(({ what }) => !(what in optionalImports))
      .map(({ from, what }) => `${from} imports "${what}", which is not in the package`),
    ...(native && ![...there].some((path) => addon.test(path)) ? ["TensorFlow's addon is missing"] : []),
    ...(!native && [...there].some((path) => path.includes('tfjs-node/')) ? ['tfjs-node is there'] : []),
  ]
}

function superfluousFiles({ files }) {
  return files
    .filter(({ path }) => path.startsWith('node_modules/') || path.endsWith('.map'))
    .flatMap(({ path }) => {
      const kind = superfluous.find(({ test }) => test.test(path))
      return kind ? [`${path} is ${kind.what}`] : []
    })
}

/** @returns {string | null} folder of the package that a file belongs to */
export function packageOf(path) {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? null
}

function superfluousPackages({ files, reached }) {
  const used = new Set(reached.map(packageOf))
  const packed = new Set(files.map(({ path }) => packageOf(path)).filter((each) => each !== null))
  return [...packed]
    .filter((each) => !used.has(each) && !neededUnseen.some(({ test }) => test.test(each)))
    .map((each) => `${each} is there, and nothing imports it`)
}

/** Native files lie outside the archive, all else inside, under its sums. */
function misplaced({ files, unpacked }) {
  const outside = new Set(unpacked)
  const listed = new Set(files.filter((file) => file.unpacked).map(({ path }) => path))
  return [
    ...files
      .filter((file) => nativeFile.test(file.path) && !file.unpacked && file.link === null)
      .map(({ path }) => `${path} is native and lies inside the archive`),
    ...files
      .filter((file) => file.unpacked && !outside.has(file.path))
      .map(({ path }) => `${path} should lie beside the archive and does not`),
    ...unpacked
      .filter((path) => !listed.has(path))
      .map((path) => `${path} lies beside the archive and is not of it`),
    ...files
      .filter((file) => !file.unpacked && file.link === null && !file.sealed)
      .map(({ path }) => `${path} has no sum in the archive`),
  ]
}

function otherSystems({ files, platform, arch }) {
  const others = ['linux', 'linuxmusl', 'win32', 'darwin']
    .flatMap((system) => ['x64', 'arm64', 'ia32', 'arm'].map((processor) => `${system}-${processor}`))
    .filter((each) => each !== `${platform}-${arch}`)
  return files
    .filter(({ path }) => nativeFile.test(path))
    .filter(({ path }) => others.some((each) => new RegExp(`(^|[/-])${each}([./-]|$)`).test(path)))
    .map(({ path }) => `${path} is for another system`)
}

function linksOf({ files }) {
  const there = new Set(files.map(({ path }) => path))
  return files
    .filter(({ link }) => link !== null && !there.has(posix.normalize(link)))
    .map(({ path, link }) => `${path} leads to ${link}, which is not there`)
}
