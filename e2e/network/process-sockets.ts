import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import type { Finding } from './finding.ts'

/** One line of /proc/PID/net/{tcp,tcp6,udp,udp6}. */
export interface SystemSocket {
  protocol: 'tcp' | 'udp'
  local: string
  remote: string
  listening: boolean
  inode: string
}

const listenState = '0A'

/** @param protocol name of the table, such as `tcp6` */
export function parseSocketTable(text: string, protocol: string): SystemSocket[] {
  return text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const fields = line.trim().split(/\s+/)
      return {
        protocol: protocol.startsWith('tcp') ? 'tcp' : 'udp',
        local: addressOf(fields[1]),
        remote: addressOf(fields[2]),
        listening: fields[3] === listenState,
        inode: fields[9],
      }
    })
}

/** `0100007F:1F90` → `127.0.0.1:8080`. The kernel prints each group of four bytes as a number of this machine. */
function addressOf(field: string): string {
  const [address, port] = field.split(':')
  const bytes = (address.match(/.{8}/g) ?? []).flatMap((word) =>
    (word.match(/../g) ?? []).reverse().map((pair) => Number.parseInt(pair, 16)),
  )
  const mapped = bytes.length === 16 && bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff
  const text =
    bytes.length === 4 || mapped
      ? bytes.slice(-4).join('.')
      : `[${Array.from({ length: 8 }, (_, i) => ((bytes[2 * i] << 8) | bytes[2 * i + 1]).toString(16)).join(':')}]`
  return `${text}:${Number.parseInt(port, 16)}`
}

const isNowhere = (address: string) => /^(?:0\.0\.0\.0|\[0(?::0){7}\]):0$/.test(address)
const isLoopbackAddress = (address: string) => /^(?:127\.|\[0(?::0){6}:1\]:)/.test(address)

/** What is wrong with a socket; null where both of its ends are on the loopback interface. */
export function complaintAbout(socket: SystemSocket): Pick<Finding, 'what' | 'where'> | null {
  if (socket.listening)
    return isLoopbackAddress(socket.local) ? null : { what: 'listens on', where: socket.local }
  if (!isNowhere(socket.remote) && !isLoopbackAddress(socket.remote))
    return { what: `${socket.protocol} socket to`, where: socket.remote }
  // A datagram socket needs no far end to send, or to be sent to.
  if (socket.protocol === 'udp' && !isLoopbackAddress(socket.local) && !isNowhere(socket.local))
    return { what: 'datagram socket at', where: socket.local }
  return null
}

/** Looks again and again at the sockets that the system knows of some processes and all their descendants (Linux). */
export class SocketWatch {
  readonly #roots: () => readonly number[]
  readonly #seen = new Map<string, Finding>()
  readonly #programs = new Set<string>()
  readonly #timer: NodeJS.Timeout
  #looks = 0

  /** @param roots ids of the processes, asked before each look */
  constructor(roots: () => readonly number[], everyMs = 50) {
    this.#roots = roots
    this.#timer = setInterval(() => this.look(), everyMs)
  }

  /** Times it looked, and at which programs. */
  get reach(): { looks: number; programs: string[] } {
    return { looks: this.#looks, programs: [...this.#programs].sort() }
  }

  look(): void {
    this.#looks++
    const processes = withDescendants(this.#roots())
    if (processes.length === 0) return
    const owners = new Map<string, string>()
    for (const id of processes) {
      const inodes = socketInodes(id)
      if (inodes.length === 0) continue
      const name = programName(id)
      this.#programs.add(name)
      for (const inode of inodes) owners.set(inode, `${name} ${id}`)
    }
    // All of them are in the network namespace of the first.
    for (const table of ['tcp', 'tcp6', 'udp', 'udp6']) {
      for (const socket of parseSocketTable(readText(`/proc/${processes[0]}/net/${table}`), table)) {
        const who = owners.get(socket.inode)
        const complaint = who === undefined ? null : complaintAbout(socket)
        if (who === undefined || complaint === null) continue
        this.#seen.set(`${who} ${complaint.where}`, { by: 'system', who, ...complaint })
      }
    }
  }

  stop(): Finding[] {
    clearInterval(this.#timer)
    return [...this.#seen.values()]
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // The process has ended meanwhile, or the protocol is switched off.
    return ''
  }
}

function withDescendants(roots: readonly number[]): number[] {
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    // The name in parentheses may hold spaces; after it come the state and the parent.
    const parent = Number(/\) \S (\d+)/.exec(readText(`/proc/${name}/stat`))?.[1] ?? 0)
    children.set(parent, [...(children.get(parent) ?? []), Number(name)])
  }
  const found = new Set<number>()
  const visit = (id: number) => {
    if (found.has(id)) return
    found.add(id)
    for (const child of children.get(id) ?? []) visit(child)
  }
  for (const root of roots) visit(root)
  return [...found]
}

function socketInodes(id: number): string[] {
  try {
    return readdirSync(`/proc/${id}/fd`).flatMap((descriptor) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${id}/fd/${descriptor}`))?.[1] ?? []
      } catch {
        return []
      }
    })
  } catch {
    return []
  }
}

/** `cli.js`, `engine.js`, `chromium`: the script where there is one. */
function programName(id: number): string {
  const words = readText(`/proc/${id}/cmdline`).split('\0').filter(Boolean)
  const named = words.slice(1).find((word) => /\.[cm]?[jt]s$/.test(word)) ?? words[0] ?? 'process'
  return named.split('/').at(-1) ?? named
}
