import { describe, expect, it } from 'vitest'
import { packageOf, treeProblems } from './tree-check.mjs'

const file = (path: string, more: object = {}) => ({
  path,
  bytes: 1,
  unpacked: false,
  link: null,
  sealed: true,
  ...more,
})
const sqlite = 'node_modules/better-sqlite3/prebuilds/linux-x64.node'
const addon = 'node_modules/@tensorflow/tfjs-node/lib/napi-v8/tfjs_binding.node'
const library = 'node_modules/@tensorflow/tfjs-node/deps/lib/libtensorflow_cc.so.2'

/** A package in which everything is as it should be. */
function good() {
  const natives = [sqlite, addon, library]
  return {
    files: [
      ...[
        'package.json',
        'build/electron-main.js',
        'build/preload.cjs',
        'build/engine.js',
        'build/image-decoder.js',
        'build/native-files.json',
        'build/renderer/index.html',
        'build/renderer/third-party-notices.txt',
        'node_modules/better-sqlite3/lib/index.js',
        'node_modules/@tensorflow/tfjs-node/dist/index.js',
      ].map((path) => file(path)),
      ...natives.map((path) => file(path, { unpacked: true, sealed: false })),
      file('node_modules/@tensorflow/tfjs-node/deps/lib/libtensorflow.so', { unpacked: true, link: library }),
    ],
    unpacked: [...natives, 'node_modules/@tensorflow/tfjs-node/deps/lib/libtensorflow.so'],
    reached: ['node_modules/better-sqlite3/lib/index.js', 'node_modules/@tensorflow/tfjs-node/dist/index.js'],
    unresolved: [{ from: 'build/electron-main.js', what: 'electron' }],
    platform: 'linux' as const,
    arch: 'x64',
    native: true,
  }
}

describe('the check of a packed program', () => {
  it('finds nothing wrong with one that is right', () => {
    expect(treeProblems(good())).toEqual([])
  })

  it('finds what is missing', () => {
    const { files, ...rest } = good()
    expect(
      treeProblems({ ...rest, files: files.filter(({ path }) => path !== 'build/preload.cjs') }),
    ).toEqual(['build/preload.cjs is missing'])
    const unresolved = [{ from: 'build/engine.js', what: 'zod' }]
    expect(treeProblems({ ...good(), unresolved })).toEqual([
      'build/engine.js imports "zod", which is not in the package',
    ])
  })

  it.each([
    ['node_modules/better-sqlite3/lib/index.d.ts', 'is source or type declarations'],
    ['node_modules/better-sqlite3/README.md', 'is documentation'],
    ['build/engine.js.map', 'is a source map'],
    ['node_modules/better-sqlite3/test/a.js', 'is tests or documentation'],
  ])('finds %s superfluous', (path, why) => {
    const program = good()
    program.files.push(file(path))
    expect(treeProblems(program)).toEqual([`${path} ${why}`])
  })

  it('finds a package that nothing imports', () => {
    const program = good()
    program.files.push(file('node_modules/react/index.js'))
    expect(treeProblems(program)).toEqual(['node_modules/react is there, and nothing imports it'])
  })

  it('finds native files inside the archive, strangers beside it, and another system', () => {
    const program = good()
    const other = 'node_modules/better-sqlite3/prebuilds/win32-x64.node'
    program.files.push(file(other))
    program.unpacked.push('node_modules/evil.so')
    expect(treeProblems(program)).toEqual([
      `${other} is native and lies inside the archive`,
      'node_modules/evil.so lies beside the archive and is not of it',
      `${other} is for another system`,
    ])
  })

  it('finds a link that leads nowhere', () => {
    const program = good()
    const path = 'node_modules/@tensorflow/tfjs-node/deps/lib/libx.so'
    program.files.push(file(path, { unpacked: true, link: 'node_modules/gone.so' }))
    program.unpacked.push(path)
    expect(treeProblems(program)).toEqual([`${path} leads to node_modules/gone.so, which is not there`])
  })

  it('takes tfjs-node for superfluous where only WebAssembly was to go in', () => {
    expect(treeProblems({ ...good(), native: false })).toContain('tfjs-node is there')
  })

  it('knows which package a file is of', () => {
    expect(packageOf('node_modules/@a/b/node_modules/c/d.js')).toBe('node_modules/@a/b/node_modules/c')
    expect(packageOf('build/engine.js')).toBeNull()
  })
})
