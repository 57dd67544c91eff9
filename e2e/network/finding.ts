/** Something of a session that reached, or tried to reach, beyond this machine. */
export interface Finding {
  /** What noticed it. */
  by: 'guard' | 'system' | 'strace' | 'net log' | 'page'
  /** Who did it: program, process, thread. */
  who: string
  /** What was called or seen, such as `connect`, `listen`, `lookup`. */
  what: string
  /** Address, name or URL. */
  where: string
  stack?: string
}

/** For the message of a failing test. */
export function describeFindings(findings: readonly Finding[]): string {
  return findings
    .map(({ by, who, what, where, stack }) => {
      const place = stack ? `\n${stack.replace(/^/gm, '      ')}` : ''
      return `  ${who}: ${what} ${where} (noticed by the ${by})${place}`
    })
    .join('\n')
}

/** Of the loopback interface, however it is written. */
export function isLoopback(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '').toLowerCase()
  return bare === 'localhost' || bare === '::1' || /^(?:::ffff:)?127(?:\.\d{1,3}){3}$/.test(bare)
}
