import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { type Finding, isLoopback } from './finding.ts'

/** Whether every call that processes make to the system's network can be written down here. */
export function canTrace(): boolean {
  if (process.platform !== 'linux') return false
  return spawnSync('strace', ['-f', '-qq', '-o', '/dev/null', '-e', 'trace=%network', 'true']).status === 0
}

/**
 * What to put before a command so that all of its network calls, its children's and its threads' go into a file. The
 * command stays the child that was started: strace becomes its grandchild.
 */
export function straceCommand(file: string): string[] {
  // Calls that failed count as well. Programs are written down to tell who called.
  const calls = 'trace=%network,execve'
  return ['strace', '-f', '-D', '-qq', '--seccomp-bpf', '-s', '80', '-e', calls, '-o', file]
}

const address = /(?:inet_addr\(|inet_pton\(AF_INET6, )"([^"]+)"/
const call = /^(\d+) +(?:<\.\.\. )?(\w+)(?:\(| resumed>)/
const unixPath = /sa_family=AF_UNIX, sun_path=@?"([^"]*)"/

/** Services of the machine that the C library asks who somebody is, such as the name of the one who labels. */
const knowsAccounts = /nscd\/socket|\/sss\/|systemd\/userdb/

/** Calls in a record of strace that name an address beyond this machine, or ask a service of it to look one up. */
export function findingsOfTrace(text: string): Finding[] {
  const programs = new Map<string, string>()
  return text.split('\n').flatMap((line): Finding[] => {
    const [, id, name] = call.exec(line) ?? []
    if (name === 'execve') programs.set(id, /\[(.*?)\]/.exec(line)?.[1] ?? '')
    if (!id || !/^(?:connect|bind|send(?:to|msg|mmsg)?)$/.test(name)) return []
    const who = `process or thread ${id} ${programs.get(id) ?? ''}`.trim()
    const named = address.exec(line)?.[1]
    if (named !== undefined && !isLoopback(named)) return [{ by: 'strace', who, what: name, where: named }]
    // Another program may go out in our place: the one that looks up names of hosts, for one.
    const path = name === 'connect' ? unixPath.exec(line)?.[1] : undefined
    if (path === undefined || knowsAccounts.test(path)) return []
    return [{ by: 'strace', who, what: 'connect to the service', where: path }]
  })
}

export function readTrace(file: string): { findings: Finding[]; calls: number } {
  const text = readFileSync(file, 'utf8')
  return { findings: findingsOfTrace(text), calls: text.split('\n').length - 1 }
}
