// Builds the window (build/renderer) and the host programs (build/*.js) with Vite.
import { cpSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { thirdPartyNotices } from './dist/notices.mjs'
import { buildFolder, root } from './setup/paths.mjs'
import { reportWindowSize } from './window-size.mjs'

const source = (path) => join(root, 'src-main', path)

rmSync(buildFolder, { recursive: true, force: true })

await build({ configFile: join(root, 'vite.config.ts') })
reportWindowSize(join(buildFolder, 'renderer'))
// What must not be shipped so stops `npm run dist` and no build.
writeFileSync(join(buildFolder, 'renderer', 'third-party-notices.txt'), thirdPartyNotices(root).text)

// The fonts of datasheets: the window's are named anew by Vite, and the host reads these by their names.
const fonts = join(root, 'node_modules', '@fontsource-variable', 'inter', 'files')
for (const name of readdirSync(fonts).filter((file) => file.endsWith('-wght-normal.woff2'))) {
  cpSync(join(fonts, name), join(buildFolder, 'fonts', name))
}

const node = {
  configFile: false,
  root,
  logLevel: 'warn',
  // Packages stay outside the bundles: some are native, and all are installed beside them.
  ssr: { external: true, noExternal: [] },
}

/** Builds programs for Node into the build folder, all side by side: workers are found beside what starts them. */
function buildForNode(input, output) {
  const options = { ssr: true, outDir: buildFolder, emptyOutDir: false, target: 'node22', minify: false }
  return build({ ...node, build: { ...options, rolldownOptions: { input, output } } })
}

await buildForNode(
  {
    cli: source('shells/cli/main.ts'),
    engine: source('engine/engine-process.ts'),
    'gradient-worker': source('engine/gradient-worker.ts'),
    'batch-worker': source('engine/batch-worker.ts'),
    'image-decoder': source('dataset/image-decoder.ts'),
    'graph-worker': source('app/graph-worker.ts'),
    'neighbourhood-worker': source('app/neighbourhood-worker.ts'),
    'map-worker': source('app/map-worker.ts'),
    'electron-main': source('shells/electron/main.ts'),
  },
  { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
)

// The preload runs in Electron's sandbox, which takes one CommonJS file only.
await buildForNode(
  { preload: source('shells/electron/preload.ts') },
  { format: 'cjs', entryFileNames: '[name].cjs' },
)
