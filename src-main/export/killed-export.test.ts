import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fewlabel-killed-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

interface Manifest {
  rows: number
  files: { name: string; bytes: number; sha256: string }[]
}

/** Every file that a manifest names is there, and is what it says. */
async function isWhole(manifest: string): Promise<boolean> {
  const { files } = JSON.parse(await readFile(manifest, 'utf8')) as Manifest
  const found = await Promise.all(
    files.map(async ({ name, bytes, sha256 }) => {
      const content = await readFile(join(dirname(manifest), name))
      return content.length === bytes && createHash('sha256').update(content).digest('hex') === sha256
    }),
  )
  return files.length > 0 && found.every(Boolean)
}

describe('a process that is killed while it exports', () => {
  it.each([3, 25, 80])('leaves whole exports or none (%i ms)', async (milliseconds) => {
    const script = fileURLToPath(new URL('./testing/export-until-killed.ts', import.meta.url))
    const child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(child.stdout, 'data')
    await sleep(milliseconds)
    child.kill('SIGKILL')
    await once(child, 'exit')
    const names = await readdir(folder)
    const files = names.filter((name) => name.startsWith('new-') && name.endsWith('.csv'))
    const folders = names.filter((name) => name.startsWith('set-'))
    expect(Math.min(files.length, folders.length)).toBeGreaterThan(0)
    for (const name of files) expect(await isWhole(join(folder, `${name}.manifest.json`))).toBe(true)
    for (const name of folders) expect(await isWhole(join(folder, name, 'manifest.json'))).toBe(true)
    // What is replaced over and over is whole at every moment, be it the old or the new.
    const text = await readFile(join(folder, 'same.csv'), 'utf8')
    const lines = text.trimEnd().split('\n')
    expect(text.endsWith('\n')).toBe(true)
    expect(lines.at(-1)).toMatch(`${String(lines.length - 2).padStart(6, '0')},`)
  })
})
