import { describe, expect, it } from 'vitest'
import { FewlabelError } from '../contract/errors.ts'
import { toProjectError, withProjectErrors } from './sqlite-errors.ts'
import { errorOf } from './testing/fixture.ts'

const file = '/data/birds.fewlabel'

describe('errors of SQLite and the system', () => {
  it.each([
    ['SQLITE_FULL', 'disk-full'],
    ['ENOSPC', 'disk-full'],
    ['SQLITE_CORRUPT', 'project-damaged'],
    ['SQLITE_CORRUPT_INDEX', 'project-damaged'],
    ['SQLITE_NOTADB', 'project-damaged'],
    ['SQLITE_READONLY_DIRECTORY', 'project-read-only'],
    ['EACCES', 'project-read-only'],
    ['EROFS', 'project-read-only'],
    ['SQLITE_BUSY', 'project-locked'],
    ['SQLITE_IOERR_WRITE', 'io-failed'],
    ['SQLITE_CANTOPEN', 'io-failed'],
  ])('%s becomes %s, with the file and what to do', (code, expected) => {
    const thrown = Object.assign(new Error('it went wrong'), { code })
    const error = errorOf(() =>
      withProjectErrors(file, () => {
        throw thrown
      }),
    )
    expect(error).toMatchObject({ code: expected, file, found: `it went wrong (${code})` })
    expect(error.remedy).toBeTruthy()
  })

  it('that are typed already, or bugs, pass through', () => {
    const typed = new FewlabelError('busy', 'wait')
    const bug = new TypeError('x is not a function')
    const constraint = Object.assign(new Error('failed'), { code: 'SQLITE_CONSTRAINT_FOREIGNKEY' })
    for (const thrown of [typed, bug, constraint, 'text', null])
      expect(toProjectError(thrown, file)).toBe(thrown)
  })
})
