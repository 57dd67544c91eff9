import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTRPCClient, httpLink, type TRPCClient } from '@trpc/client'
import type { Workbench } from '../src-main/app/workbench.ts'
import { createNodeWorkbench } from '../src-main/shells/browser/node-workbench.ts'
import { createHandler, type Handler } from '../src-main/web/handler.ts'
import type { AppRouter } from '../src-main/web/router.ts'

export interface BenchWorkbench {
  folder: string
  workbench: Workbench
  handler: Handler
  /** Speaks to the handler as the window does: JSON, validation and all, without the socket. */
  rpc: TRPCClient<AppRouter>
  close(): Promise<void>
}

/** The host in this process, its engine in another one, its files in a temporary folder. */
export function openBenchWorkbench(): BenchWorkbench {
  const folder = mkdtempSync(join(tmpdir(), 'fewlabel-bench-'))
  process.env.FEWLABEL_HOME = folder
  const workbench = createNodeWorkbench('bench')
  const rendererRoot = new URL('../build/renderer', import.meta.url).pathname
  const handler = createHandler(workbench, { rendererRoot, onUnexpected: console.error })
  const rpc = createTRPCClient<AppRouter>({
    links: [
      httpLink({
        url: 'http://127.0.0.1/rpc',
        fetch: (input, init) => handler(new Request(input as string, init as RequestInit)),
      }),
    ],
  })
  return {
    folder,
    workbench,
    handler,
    rpc,
    async close() {
      await workbench.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Largest resident memory of a process so far in MB; null where the system does not tell. */
export function peakMemoryMegabytes(pid: number): number | null {
  try {
    const kilobytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kilobytes ? Number(kilobytes) / 1024 : null
  } catch {
    return null
  }
}
