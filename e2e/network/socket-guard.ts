/*
 * Loaded before everything else into each of our processes and worker threads (NODE_OPTIONS=--import): writes down and
 * refuses every connection, datagram, name lookup and listening address that is not of the loopback interface. All of
 * Node's clients (http, https, tls, http2, fetch, WebSocket) end in the few methods replaced here. Threads made of a text
 * (`eval: true`) are passed over by --import; the program has none, and what one did would be seen from without.
 */

import dgram from 'node:dgram'
import dns from 'node:dns'
import { appendFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'
import { basename } from 'node:path'
import { isMainThread, threadId } from 'node:worker_threads'
import { type Finding, isLoopback } from './finding.ts'

type Method = (...args: unknown[]) => unknown

const record = process.env.FEWLABEL_SOCKET_RECORD
if (record === undefined) throw new Error('FEWLABEL_SOCKET_RECORD names the file to write into')

const program = basename(process.argv[1] ?? 'node')
const who = `${program} ${process.pid}${isMainThread ? '' : ` thread ${threadId}`}`

function write(line: Finding | { started: string }): void {
  appendFileSync(record as string, `${JSON.stringify(line)}\n`)
}

function refuse(what: string, where: string): Error {
  // Who asked stands below Node's own clients.
  Error.stackTraceLimit = 50
  const error = new Error(`no network: ${what} ${where}`)
  write({ by: 'guard', who, what, where, stack: (error.stack ?? '').split('\n').slice(2).join('\n') })
  return error
}

/** Puts `check` before a method; what it throws keeps the method from running. */
function before(owner: object, name: string, check: (...args: unknown[]) => void): void {
  const methods = owner as Record<string, Method>
  const original = methods[name]
  if (typeof original !== 'function') throw new Error(`Node has no ${name} any more; mend the guard`)
  methods[name] = function guarded(this: unknown, ...args: unknown[]) {
    check.apply(this, args)
    return original.apply(this, args)
  }
}

/** Host that a `connect` or `listen` is about; null for pipes and handles, which stay on the machine by nature. */
function hostOf(args: unknown[]): string | null {
  // net.connect() hands its normalised arguments on as one array.
  const [first, second] = Array.isArray(args[0]) ? args[0] : args
  if (typeof first === 'object' && first !== null) {
    const { path, host, port } = first as { path?: string | null; host?: string; port?: number }
    return path || port === undefined ? null : (host ?? '')
  }
  if (typeof first === 'string' && !/^\d+$/.test(first)) return null
  return typeof second === 'string' ? second : ''
}

before(net.Socket.prototype, 'connect', (...args) => {
  const host = hostOf(args)
  // Without a host it is the loopback interface.
  if (host !== null && host !== '' && !isLoopback(host)) throw refuse('connect', host)
})

before(net.Server.prototype, 'listen', (...args) => {
  const host = hostOf(args)
  // Without a host it would be every interface.
  if (host !== null && !isLoopback(host)) throw refuse('listen', host || 'on every interface')
})

before(dgram.Socket.prototype, 'send', (...args) => {
  const address = args.findLast((arg) => typeof arg === 'string')
  throw refuse('send', `a datagram to ${address ?? 'where it is connected'}`)
})
before(dgram.Socket.prototype, 'connect', (...args) => {
  throw refuse('connect', `a datagram socket to ${String(args[1] ?? args[0])}`)
})
before(dgram.Socket.prototype, 'bind', (...args) => {
  throw refuse('bind', `a datagram socket to ${JSON.stringify(args[0]) ?? 'every interface'}`)
})

for (const [owner, names] of [
  [dns, Object.keys(dns)],
  [dns.promises, Object.keys(dns.promises)],
  [dns.Resolver.prototype, Object.getOwnPropertyNames(dns.Resolver.prototype)],
  [dns.promises.Resolver.prototype, Object.getOwnPropertyNames(dns.promises.Resolver.prototype)],
] as const) {
  for (const name of names.filter((other) => /^(?:lookup|resolve|reverse)/.test(other))) {
    before(owner, name, (host) => {
      if (net.isIP(String(host)) === 0 && !isLoopback(String(host))) throw refuse(name, String(host))
    })
  }
}

// Names imported from these modules are the replaced ones, too.
syncBuiltinESMExports()

// Whoever reads the record knows which programs were watched.
write({ started: who })
