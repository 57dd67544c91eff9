#!/usr/bin/env node
// Makes deb and rpm packages with the system's own dpkg-deb and rpmbuild, called by electron-builder in the place of fpm,
// which it would download. Understands just what electron-builder and electron-builder.yml say to fpm, and refuses all
// else. `npm run dist -- --system-tools` uses it.
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const text = { type: 'string' }
const options = {
  input: { ...text, short: 's' },
  target: { ...text, short: 't' },
  depends: { ...text, short: 'd', multiple: true, default: [] },
  'deb-recommends': { ...text, multiple: true, default: [] },
  force: { type: 'boolean' },
  ...Object.fromEntries(
    [
      ...[
        'architecture',
        'after-install',
        'after-remove',
        'description',
        'version',
        'package',
        'name',
        'maintainer',
      ],
      ...['vendor', 'url', 'category', 'license', 'deb-priority', 'deb-compression'],
      ...['rpm-os', 'rpm-compression', 'rpm-summary'],
    ].map((name) => [name, text]),
  ),
}

/** @param {string[]} args as fpm takes them */
export function readFpmArguments(args) {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
  const files = positionals.map((each) => {
    const [from, to] = each.split('=')
    if (!from || !to?.startsWith('/')) throw new Error(`"${each}" is not of the form FROM=/TO`)
    return { from, to }
  })
  return { ...values, files }
}

/** The text of a deb's control file. */
export function debControl(request, installedKilobytes) {
  const [synopsis, ...rest] = request.description.split('\n').map((line) => line.trim())
  return [
    `Package: ${request.name}`,
    `Version: ${request.version}`,
    `Architecture: ${request.architecture}`,
    `Maintainer: ${request.maintainer}`,
    `Installed-Size: ${installedKilobytes}`,
    `Depends: ${request.depends.join(', ')}`,
    ...(request['deb-recommends'].length > 0 ? [`Recommends: ${request['deb-recommends'].join(', ')}`] : []),
    `Section: ${request.category ?? 'misc'}`,
    `Priority: ${request['deb-priority'] ?? 'optional'}`,
    `Homepage: ${request.url}`,
    `Description: ${synopsis}`,
    ...rest.filter((line) => line !== '').map((line) => ` ${line}`),
    '',
  ].join('\n')
}

/** The text of an rpm's spec file. */
export function rpmSpec(request) {
  const script = (file) => readFileSync(request[file], 'utf8').replaceAll('%', '%%')
  return [
    '%global _build_id_links none',
    '%global __os_install_post %{nil}',
    `%global _binary_payload ${request['rpm-compression'] === 'none' ? 'w0.gzdio' : 'w6T0.xzdio'}`,
    `Name: ${request.name}`,
    `Version: ${request.version}`,
    'Release: 1',
    `Summary: ${request['rpm-summary'] ?? request.description.split('\n')[0]}`,
    `License: ${request.license ?? 'unknown'}`,
    `Vendor: ${request.vendor}`,
    `Packager: ${request.maintainer}`,
    `URL: ${request.url}`,
    // Its libraries find each other by their places; what it needs of the system is listed.
    'AutoReqProv: no',
    ...request.depends.map((name) => `Requires: ${name}`),
    `%description\n${request.description}`,
    `%post -p /bin/bash\n${script('after-install')}`,
    // Also run after an upgrade, where the new version is there already.
    `%postun -p /bin/bash\nif [ "$1" -gt 0 ]; then exit 0; fi\n${script('after-remove')}`,
    '%files\n%defattr(-,root,root,-)',
    ...request.files.map(({ to }) => `"${to}"`),
    '',
  ].join('\n')
}

function layOut(stage, files) {
  for (const { from, to } of files) {
    const place = join(stage, to)
    mkdirSync(dirname(place), { recursive: true })
    cpSync(from, place, { recursive: true, verbatimSymlinks: true })
    if (statSync(place).isFile()) chmodSync(place, 0o644)
  }
}

function makeDeb(request, work) {
  const stage = join(work, 'stage')
  layOut(stage, request.files)
  const kilobytes = run('du', ['-sk', stage]).split(/\s/)[0]
  mkdirSync(join(stage, 'DEBIAN'))
  writeFileSync(join(stage, 'DEBIAN', 'control'), debControl(request, kilobytes))
  for (const [name, script] of [
    ['postinst', request['after-install']],
    ['postrm', request['after-remove']],
  ]) {
    cpSync(script, join(stage, 'DEBIAN', name))
    chmodSync(join(stage, 'DEBIAN', name), 0o755)
  }
  chmodSync(stage, 0o755)
  run('dpkg-deb', [
    '--root-owner-group',
    `-Z${request['deb-compression'] ?? 'xz'}`,
    '--build',
    stage,
    request.package,
  ])
}

function makeRpm(request, work) {
  const stage = join(work, 'stage')
  layOut(stage, request.files)
  const spec = join(work, 'package.spec')
  writeFileSync(spec, rpmSpec(request))
  const output = join(work, 'made')
  const architecture = request.architecture === 'amd64' ? 'x86_64' : request.architecture
  run('rpmbuild', [
    ...['-bb', '--buildroot', stage, '--target', architecture],
    ...[
      '--define',
      `_topdir ${work}`,
      '--define',
      `_rpmdir ${output}`,
      '--define',
      '_rpmfilename package.rpm',
      spec,
    ],
  ])
  cpSync(join(output, 'package.rpm'), request.package)
}

function run(command, args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 26 })
  if (error?.code === 'ENOENT') throw new Error(`${command} is needed and not installed`)
  if (status !== 0) throw new Error(`${command} failed: ${stderr ?? error}`)
  return stdout
}

if (argv[1] && fileURLToPath(import.meta.url) === argv[1]) {
  const request = readFpmArguments(argv.slice(2))
  const makers = { deb: makeDeb, rpm: makeRpm }
  if (!makers[request.target]) throw new Error(`only deb and rpm can be made so, and not ${request.target}`)
  const work = mkdtempSync(join(tmpdir(), 'fewlabel-package-'))
  try {
    makers[request.target](request, work)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}
