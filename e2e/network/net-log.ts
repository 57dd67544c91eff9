import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { type Finding, isLoopback } from './finding.ts'

/** Chromium's own record of its network (`--log-net-log`); https://www.chromium.org/developers/design-documents/network-stack/netlog */
const netLogSchema = z.object({
  constants: z.object({ logEventTypes: z.record(z.string(), z.int()) }),
  events: z.array(
    z.object({
      type: z.int(),
      /** What the event is about: a request, a socket. */
      source: z.object({ id: z.int() }),
      params: z
        .object({ address: z.string(), host: z.string(), url: z.string(), initiator: z.string() })
        .partial()
        .loose()
        .optional(),
    }),
  ),
})

/** Kinds of events that name who is to be reached, with where they name it. */
const named = {
  TCP_CONNECT_ATTEMPT: 'address',
  UDP_CONNECT: 'address',
  UDP_BYTES_SENT: 'address',
  UDP_LOCAL_ADDRESS: 'address',
  HOST_RESOLVER_MANAGER_JOB: 'host',
  URL_REQUEST_START_JOB: 'url',
} as const

/**
 * Where Chromium connects a datagram socket to, before it looks up any name, to learn whether there is a way out over
 * IPv6. Connecting sends nothing, and nothing is ever sent on that socket.
 */
export const wayOutProbe = '[2001:4860:4860::8888]:443'

/** What the log calls a request that no page made. */
const noPage = 'not an origin'

export interface NetLogRecord {
  /** What is not of the loopback interface: sockets, whoever opened them, names looked up, and requests of a page. */
  findings: Finding[]
  /** Requests to our own origin. */
  requests: number
  /** Hosts that the browser asked on its own account, and was kept from reaching; see watched-window.ts. */
  errands: string[]
}

/** Addresses and names in a net log that are not of the loopback interface. */
export function readNetLogText(text: string): NetLogRecord {
  // A browser that was ended in a hurry leaves the list open.
  const whole = text.trimEnd().endsWith('}') ? text : `${text.trimEnd().replace(/,$/, '')}]}`
  const { constants, events } = netLogSchema.parse(JSON.parse(whole))
  const kinds = new Map<number, keyof typeof named>()
  for (const kind of Object.keys(named) as (keyof typeof named)[]) {
    const number = constants.logEventTypes[kind]
    if (number === undefined) throw new Error(`Chromium writes no ${kind} any more; mend the watch`)
    kinds.set(number, kind)
  }
  const probes = new Set(
    events.filter(({ params }) => params?.address === wayOutProbe).map(({ source }) => source.id),
  )
  const findings = new Map<string, Finding>()
  const errands = new Set<string>()
  let requests = 0
  for (const { type, source, params } of events) {
    const kind = kinds.get(type)
    const isProbe = probes.has(source.id)
    // On a connected socket only the connecting names the far end.
    const where = kind && (params?.[named[kind]] ?? (isProbe ? wayOutProbe : undefined))
    if (!kind || !where || (isProbe && kind !== 'UDP_BYTES_SENT')) continue
    const isRequest = kind === 'URL_REQUEST_START_JOB'
    if (isOwn(where)) requests += isRequest ? 1 : 0
    else if (isRequest && params?.initiator === noPage) errands.add(new URL(where).host)
    else findings.set(`${kind} ${where}`, { by: 'net log', who: 'the browser', what: kind, where })
  }
  return { findings: [...findings.values()], requests, errands: [...errands].sort() }
}

export function readNetLog(file: string): NetLogRecord {
  return readNetLogText(readFileSync(file, 'utf8'))
}

/** An URL, `host:port`, or a bare name or address. */
function isOwn(where: string): boolean {
  if (/^(?:blob|data|about|chrome|chrome-untrusted|devtools):/.test(where)) return true
  const host =
    URL.canParse(where) && where.includes('//') ? new URL(where).hostname : where.replace(/:\d+$/, '')
  return isLoopback(host)
}
