// npm run dist: the installers of the desktop program for this system, into build/installers.
//
//   npm run dist                                   all of electron-builder.yml for this system
//   npm run dist -- --dir                          the unpacked program only
//   npm run dist -- deb rpm                        these
//   npm run dist -- --electron-dist PATH           with Electron from a ZIP file or an unpacked folder, without a network
//   npm run dist -- --without-native               WebAssembly only, a tenth of the size
//   npm run dist -- --system-tools deb rpm tar.gz  with the system's dpkg-deb, rpmbuild and 7z, which are downloaded else
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, delimiter, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { thirdPartyNotices } from './dist/notices.mjs'
import { copyNotices, nativeEngineIsThere, pack } from './dist/pack.mjs'
import { softwareBill } from './dist/sbom.mjs'
import { writeSums } from './dist/sums.mjs'
import { buildFolder, root, say } from './setup/paths.mjs'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    dir: { type: 'boolean', default: false },
    'electron-dist': { type: 'string' },
    'without-native': { type: 'boolean', default: false },
    'system-tools': { type: 'boolean', default: false },
  },
})
if (values['system-tools']) {
  process.env.CUSTOM_FPM_PATH = join(root, 'scripts', 'dist', 'system-fpm.mjs')
  const sevenZip = onPath(['7zz', '7za', '7z'])
  if (sevenZip) process.env.ELECTRON_BUILDER_7ZIP_PATH = sevenZip
}

const { problems } = thirdPartyNotices(root)
if (problems.length > 0) {
  for (const problem of problems) say(problem)
  throw new Error('Not everything may be shipped as it is; see above, and scripts/dist/licence-text.mjs.')
}

const native = !values['without-native'] && nativeEngineIsThere()
say(
  native
    ? 'Native TensorFlow goes in, and WebAssembly for machines that cannot load it.'
    : 'Only WebAssembly goes in; native TensorFlow is not set up here, or was left out.',
)

const output = join(buildFolder, 'installers')
rmSync(output, { recursive: true, force: true })
mkdirSync(output, { recursive: true })
const made = await pack({
  targets: values.dir ? ['dir'] : positionals,
  output,
  electronDist: values['electron-dist'] ? resolve(values['electron-dist']) : null,
  native,
})

// What electron-builder tells its own developers.
rmSync(join(output, 'builder-debug.yml'), { force: true })
copyNotices(output)
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const bill = join(output, `fewlabel-${version}.cdx.json`)
writeFileSync(bill, `${JSON.stringify(softwareBill({ native }), null, 1)}\n`)
await writeSums(output, [...made, bill, join(output, 'THIRD-PARTY-NOTICES.txt')])
const sizes = Object.fromEntries(made.map((path) => [basename(path), statSync(path).size]))
writeFileSync(join(output, 'report.json'), `${JSON.stringify({ version, native, sizes }, null, 1)}\n`)
for (const [name, bytes] of Object.entries(sizes)) say(`${name}  ${(bytes / 1e6).toFixed(1)} MB`)
say(`The files and their SHA256SUMS are in ${output}.`)

function onPath(names) {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path))
}
