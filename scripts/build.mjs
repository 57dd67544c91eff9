// Builds the window (build/renderer) and the host programs (build/*.js) with Vite.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { buildFolder, root } from './setup/paths.mjs'

const source = (path) => join(root, 'src-main', path)

rmSync(buildFolder, { recursive: true, force: true })

await build({ configFile: join(root, 'vite.config.ts') })

const node = {
  configFile: false,
  root,
  logLevel: 'warn',
  // Packages stay outside the bundles: some are native, and all are installed beside them.
  ssr: { external: true, noExternal: [] },
}

await build({
  ...node,
  build: {
    ssr: true,
    outDir: buildFolder,
    emptyOutDir: false,
    target: 'node22',
    minify: false,
    rolldownOptions: {
      input: {
        cli: source('shells/cli/main.ts'),
        engine: source('engine/engine-process.ts'),
        'image-worker': source('dataset/image-worker.ts'),
        'graph-worker': source('app/graph-worker.ts'),
        'electron-main': source('shells/electron/main.ts'),
      },
      // Workers are found beside the file that starts them, so everything lies in one folder.
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
})

// The preload runs in Electron's sandbox, which takes one CommonJS file only.
await build({
  ...node,
  build: {
    ssr: true,
    outDir: buildFolder,
    emptyOutDir: false,
    target: 'node22',
    minify: false,
    rolldownOptions: {
      input: { preload: source('shells/electron/preload.ts') },
      output: { format: 'cjs', entryFileNames: '[name].cjs' },
    },
  },
})
