import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, normalize } from 'node:path'
import { app, shell } from 'electron'
import envPaths from 'env-paths'
import type { LogFile } from './log-file.ts'

export interface ProgramFolders {
  /** Settings and the list of recent projects. */
  config: string
  /** Chromium's own files (cache, window storage), apart from ours. The single-instance lock is one per this folder. */
  chromium: string
  /** Where new projects are proposed to be kept. */
  projects: string
  logs: string
  /** Memory of processes that crashed: may hold pieces of samples. */
  crashes: string
}

/**
 * Where the program keeps its things: where the system wants them, or, for tests, portable installations and shared
 * machines, all below FEWLABEL_HOME. Tells Electron of them; after the program has its name, before `ready`.
 */
export function settleFolders(): ProgramFolders {
  const home = process.env.FEWLABEL_HOME
  const config = home ?? envPaths('fewlabel', { suffix: '' }).config
  const chromium = join(config, 'electron')
  makePrivate(chromium)
  app.setPath('userData', chromium)
  const logs = home ? join(home, 'logs') : app.getPath('logs')
  const crashes = join(logs, 'crashes')
  makePrivate(crashes)
  return { config, chromium, projects: home ?? join(homedir(), 'Fewlabel'), logs, crashes }
}

/** Shows one in the system's file manager. */
export async function showFolder(folder: string): Promise<void> {
  makePrivate(folder)
  const problem = await shell.openPath(folder)
  if (problem) throw new Error(problem)
}

/** Shows where something lies; it is chosen there, not opened. */
export function showItem(path: string): void {
  shell.showItemInFolder(normalize(path))
}

/** Shows a folder or file of ours to somebody who asked in a menu. */
export function openInSystem(path: string, log: LogFile): void {
  shell.openPath(path).then(
    (problem) => problem && log.warning(`${path} could not be shown: ${problem}`),
    (error) => log.warning(`${path} could not be shown: ${error}`),
  )
}

/** A folder that cannot be made is missed by whoever writes to it. */
function makePrivate(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch {}
}
