import { execFileSync } from 'node:child_process'
import { realpathSync, statfsSync } from 'node:fs'
import { dirname, sep } from 'node:path'

/**
 * File systems (as statfs(2) numbers them) whose files may be seen by other machines, or through a layer that
 * does not share memory between processes. SQLite's write-ahead log is unsafe there (sqlite.org/wal.html).
 */
const remoteFileSystems: ReadonlySet<number> = new Set([
  0x6969, // nfs
  0x517b, // smb
  0xff534d42, // cifs
  0xfe534d42, // smb2
  0x65735546, // fuse: sshfs, virtiofs and many others
  0x01021997, // 9p: shares of virtual machines
  0x786f4256, // vboxsf
  0xbacbacbc, // vmhgfs
  0x7c7c6673, // prl_fs
  0x5346414f, // afs
  0x6b414653, // kafs
  0x73757245, // coda
  0x564c, // ncp
  0x00c36400, // ceph
  0x0bd00bd0, // lustre
  0x47504653, // gpfs
  0x19830326, // beegfs
  0x20030528, // orangefs
  0xaad7aaea, // panfs
  0x7461636f, // ocfs2
  0x01161970, // gfs2
])

/**
 * Whether the file lies where only this machine can get at it. In doubt it does: then it has the journal that all
 * files had before anybody asked, and the lease keeps a second machine out all the same.
 */
export function isLocalFile(file: string): boolean {
  try {
    // Through links, and on Windows through the letter of a drive: the path of a share is \\server\share\….
    const folder = realpathSync.native(dirname(file))
    if (process.platform === 'win32') return !folder.startsWith('\\\\')
    if (process.platform === 'linux') return !remoteFileSystems.has(statfsSync(folder).type >>> 0)
    // The kernel's numbers of file systems are not the same on every Mac, but its list of mounts says `local`.
    if (process.platform === 'darwin') return isLocalMount(listMounts(), folder)
    return true
  } catch {
    return true
  }
}

function listMounts(): string {
  return execFileSync('/sbin/mount', { encoding: 'utf8', timeout: 5000, env: { LC_ALL: 'C' } })
}

/**
 * Whether the folder lies on a mount that macOS calls local.
 *
 * @param mounts what mount(8) prints: `//ann@server/data on /Volumes/data (smbfs, nodev, nosuid, mounted by ann)`
 */
export function isLocalMount(mounts: string, folder: string): boolean {
  let longest = -1
  let isLocal = true
  for (const [, place, options] of mounts.matchAll(/^.*? on (.*) \(([^()]*)\)$/gm)) {
    const isAbove = place === sep || folder === place || folder.startsWith(place + sep)
    if (!isAbove || place.length < longest) continue
    longest = place.length
    isLocal = options.split(', ').includes('local')
  }
  return isLocal
}
