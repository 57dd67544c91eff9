import { describe, expect, it } from 'vitest'
import { isLocalFile, isLocalMount } from './file-place.ts'

describe('a file on this machine', () => {
  it.runIf(process.platform === 'linux')('is told from one elsewhere', () => {
    expect(isLocalFile('/proc/x')).toBe(true)
    expect(isLocalFile('/no/such/folder/x')).toBe(true)
  })
})

// As mount(8) prints it on macOS.
const mounts = `/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
devfs on /dev (devfs, local, nobrowse)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse, protect)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
//ann@server.example/data on /Volumes/data (smbfs, nodev, nosuid, mounted by ann)
server.example:/export/all on /Volumes/data (2024) (nfs, nodev, nosuid, mounted by ann)
/dev/disk5s1 on /Volumes/data/stick (msdos, local, nodev, nosuid, noowners)
`

describe("a folder in macOS's list of mounts", () => {
  it.each([
    ['/Users/ann', true],
    ['/Volumes/data', false],
    ['/Volumes/data/deep/down', false],
    ['/Volumes/data (2024)/a', false],
    ['/Volumes/database', true],
    ['/Volumes/data/stick/a', true],
  ])('%s is local: %s', (folder, isLocal) => expect(isLocalMount(mounts, folder)).toBe(isLocal))

  it('is taken for local where nothing is known', () => expect(isLocalMount('', '/a')).toBe(true))
})
