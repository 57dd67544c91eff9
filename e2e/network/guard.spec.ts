import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'playwright/test'
import { plantInPage } from './plant-in-page.ts'
import { complaintAbout, parseSocketTable, SocketWatch } from './process-sockets.ts'
import { canTrace, findingsOfTrace, readTrace, straceCommand } from './strace-record.ts'
import { readRecord, WatchedHost } from './watched-host.ts'
import { WatchedWindow } from './watched-window.ts'

/*
 * The proof of the proof: each watcher of session.spec.ts notices what is planted.
 */

let folder: string
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fewlabel-guard-'))
})
test.afterEach(() => rmSync(folder, { recursive: true, force: true }))

const guard = `--import ${new URL('./socket-guard.ts', import.meta.url)}`

/** Runs a script in a Node process; with the guard unless `env` says otherwise. */
async function run(script: string, before: string[] = [], env: Record<string, string> = {}) {
  const file = join(folder, 'planted.mjs')
  writeFileSync(file, script)
  const record = join(folder, 'record.jsonl')
  const command = [...before, process.execPath, file]
  const child = spawn(command[0], command.slice(1), {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH, NODE_OPTIONS: guard, FEWLABEL_SOCKET_RECORD: record, ...env },
  })
  const ended = once(child, 'exit')
  return { id: child.pid as number, ended, record: async () => (await ended) && readRecord(record) }
}

const quietly = `process.on('uncaughtException', () => {}); process.on('unhandledRejection', () => {});`

for (const [way, script, where] of [
  ['fetch', `fetch('http://203.0.113.1/')`, '203.0.113.1'],
  ['fetch of a name', `fetch('https://planted.invalid/')`, 'planted.invalid'],
  ['http', `import { get } from 'node:http'; get('http://203.0.113.1/')`, '203.0.113.1'],
  ['https', `import { get } from 'node:https'; get('https://203.0.113.1/')`, '203.0.113.1'],
  ['http2', `import { connect } from 'node:http2'; connect('http://203.0.113.1')`, '203.0.113.1'],
  ['tls', `import { connect } from 'node:tls'; connect(443, '203.0.113.1')`, '203.0.113.1'],
  ['net', `import { connect } from 'node:net'; connect({ port: 1, host: '203.0.113.1' })`, '203.0.113.1'],
  ['IPv6', `import { connect } from 'node:net'; connect(1, '2001:db8::1')`, '2001:db8::1'],
  ['WebSocket', `new WebSocket('ws://203.0.113.1/')`, '203.0.113.1'],
  ['lookup', `import { lookup } from 'node:dns'; lookup('planted.invalid', () => {})`, 'planted.invalid'],
  ['resolve', `import { resolve4 } from 'node:dns/promises'; resolve4('planted.invalid')`, 'planted.invalid'],
  [
    'a resolver of its own',
    `import { Resolver } from 'node:dns'; new Resolver().resolve4('planted.invalid', () => {})`,
    'planted.invalid',
  ],
  [
    'a datagram',
    `import { createSocket } from 'node:dgram'; createSocket('udp4').send('x', 9, '203.0.113.1')`,
    '203.0.113.1',
  ],
  [
    'listening everywhere',
    `import { createServer } from 'node:net'; createServer().listen(0)`,
    'every interface',
  ],
  [
    'require',
    `import { createRequire } from 'node:module'; createRequire(import.meta.url)('net').connect(1, '203.0.113.1')`,
    '203.0.113.1',
  ],
  [
    'a worker thread',
    `import { Worker } from 'node:worker_threads'; new Worker(new URL("data:text/javascript,fetch('http://203.0.113.2/').catch(() => {})"))`,
    '203.0.113.2',
  ],
  [
    'a child',
    `import { spawn } from 'node:child_process'; spawn(process.execPath, ['-e', "fetch('http://203.0.113.3/').catch(() => {})"])`,
    '203.0.113.3',
  ],
]) {
  test(`the guard refuses ${way}, and says where from`, async () => {
    // Imports come first in a module.
    const imports = script.match(/import \{.*?';/)?.[0] ?? ''
    const { record } = await run(`${imports}${quietly}${script.replace(imports, '')}`)
    const [finding] = (await record()).findings
    expect(finding).toMatchObject({ by: 'guard', where: expect.stringContaining(where) })
    expect(finding.stack).toContain('at ')
  })
}

test('the guard lets the loopback interface and pipes be', async () => {
  const { record } = await run(`
    import { createServer, connect } from 'node:net'
    const server = createServer((socket) => socket.end('hello')).listen(0, '127.0.0.1', () => {
      connect(server.address().port).on('data', () => server.close())
    })
    const pipe = createServer((socket) => socket.end()).listen(${JSON.stringify(join(folder, 'pipe'))}, () => {
      connect(${JSON.stringify(join(folder, 'pipe'))}).on('close', () => pipe.close())
    })`)
  const { findings, started } = await record()
  expect(findings).toEqual([])
  expect(started).toHaveLength(1)
})

test.describe('what native code does, which no guard in Node sees,', () => {
  test.skip(process.platform !== 'linux', 'the tables of the system are read on Linux only')
  const native = `
    import { createSocket } from 'node:dgram'
    import { createServer } from 'node:net'
    createServer().listen(0, '0.0.0.0')
    const socket = createSocket('udp4').on('error', () => {})
    socket.connect(9, '203.0.113.4', () => socket.send('x', () => {}))
    setTimeout(() => process.exit(), 800)`
  const unguarded = { NODE_OPTIONS: '' }

  test('is seen in the tables of the system', async () => {
    const { id, ended } = await run(native, [], unguarded)
    const watch = new SocketWatch(() => [id])
    await ended
    const findings = watch.stop()
    expect(findings.map(({ what, where }) => `${what} ${where}`)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^listens on 0\.0\.0\.0:/),
        'udp socket to 203.0.113.4:9',
      ]),
    )
    expect(findings[0].who).toBe(`planted.mjs ${id}`)
  })

  test('is seen by strace, however short it lasts', async () => {
    test.skip(!canTrace(), 'strace is not here')
    const file = join(folder, 'trace')
    await (await run(native.replace('800', '1'), straceCommand(file), unguarded)).ended
    // It is written by a process of its own.
    await expect
      .poll(() => readTrace(file).findings.map(({ what, where }) => `${what} ${where}`))
      .toEqual(expect.arrayContaining(['bind 0.0.0.0', 'connect 203.0.113.4']))
  })
})

test('strace’s lines are read, whole and broken ones', () => {
  const lines = [
    '7 connect(17, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("203.0.113.9")}, 16) = -1 ENETUNREACH',
    '7 connect(17, {sa_family=AF_INET6, sin6_port=htons(80), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "2001:db8::1", &sin6_addr), sin6_scope_id=0}, 28) = -1',
    '7 sendto(4, ""..., 5, 0, {sa_family=AF_INET, sin_port=htons(9), sin_addr=inet_addr("203.0.113.8")}, 16 <unfinished ...>',
    '7 connect(3, {sa_family=AF_UNIX, sun_path="/run/systemd/resolve/io.systemd.Resolve"}, 42) = 0',
    '7 connect(3, {sa_family=AF_UNIX, sun_path="/var/run/nscd/socket"}, 110) = -1 ENOENT',
    '7 bind(18, {sa_family=AF_INET, sin_port=htons(0), sin_addr=inet_addr("127.0.0.1")}, 16) = 0',
    '7 accept4(18, {sa_family=AF_INET, sin_port=htons(5), sin_addr=inet_addr("127.0.0.1")}, [128 => 16], 0) = 20',
  ]
  expect(findingsOfTrace(lines.join('\n')).map(({ where }) => where)).toEqual([
    '203.0.113.9',
    '2001:db8::1',
    '203.0.113.8',
    '/run/systemd/resolve/io.systemd.Resolve',
  ])
})

test('the system’s tables are read, of both protocols', () => {
  const table = (local: string, remote: string, state: string) =>
    `  sl  local_address rem_address   st\n   0: ${local} ${remote} ${state} 00000000:00000000 00:00000000 00000000  0  0 4711 1`
  const complaint = (name: string, ...fields: [string, string, string]) =>
    complaintAbout(parseSocketTable(table(...fields), name)[0])
  const nowhere6 = `${'0'.repeat(32)}:0000`
  expect(complaint('tcp', '0100007F:1F90', '00000000:0000', '0A')).toBeNull()
  expect(complaint('tcp', '00000000:1F90', '00000000:0000', '0A')).toEqual({
    what: 'listens on',
    where: '0.0.0.0:8080',
  })
  expect(complaint('tcp', '0100007F:1F90', '0100007F:A000', '01')).toBeNull()
  expect(complaint('tcp', '0200A8C0:1F90', '057100CB:0050', '02')?.where).toBe('203.0.113.5:80')
  expect(complaint('tcp6', `${'0'.repeat(32)}:1F90`, nowhere6, '0A')?.what).toBe('listens on')
  expect(complaint('tcp6', `${'0'.repeat(24)}01000000:1F90`, nowhere6, '0A')).toBeNull()
  expect(complaint('tcp6', `${'0'.repeat(16)}FFFF00000100007F:1F90`, nowhere6, '0A')).toBeNull()
  expect(complaint('udp', '00000000:14E9', '00000000:0000', '07')?.what).toBe('datagram socket at')
})

for (const [policy, bypassCSP] of [
  ['its policy', false],
  ['no policy', true],
] as const) {
  test(`in a page with ${policy} every way out is noticed`, async () => {
    const host = await WatchedHost.start(folder)
    const window = await WatchedWindow.start(folder)
    const page = await window.page({ bypassCSP })
    await page.goto(host.url)
    const planted = await plantInPage(page)
    const { findings } = await window.stop()
    await host.stop()
    const noticed = findings.map(({ where }) => where).join('\n')
    for (const where of planted) expect(noticed, where).toContain(where)
  })
}

for (const part of ['host', 'native'] as const) {
  // Engine, decoder and workers start when there is work: `FEWLABEL_PLANT=engine` and the like plant in session.spec.ts.
  test(`in the running program, what is planted in ${part === 'host' ? 'the host' : 'native code'} is noticed`, async () => {
    const host = await WatchedHost.start(folder, part)
    await new Promise((resolve) => setTimeout(resolve, 700))
    const { findings } = await host.stop()
    expect(findings.map(({ where }) => where).join('\n')).toContain('203.0.113.')
    expect(new Set(findings.map(({ by }) => by)).has('guard')).toBe(part === 'host')
  })
}
