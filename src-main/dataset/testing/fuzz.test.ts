import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../test-support.ts'
import { damagesOf, type FuzzSubject, importDamaged, layOut } from './fuzz-subject.ts'
import { fuzzSubjects } from './fuzz-subjects.ts'

/*
 * Every reader on damaged files: samples or a typed error, and an end. `npm run bench -- fuzz` tries many more of them,
 * and watches memory.
 */

const cases = 100
const inFolder = temporaryFolder()

const subjects = await fuzzSubjects()

describe.each(subjects.map((subject): [string, FuzzSubject] => [subject.name, subject]))(
  'the reader of %s',
  (name, subject) => {
    it('reads the file as it was', async () => {
      const folder = inFolder(name)
      layOut(subject, folder)
      const content = subject.files[subject.target]
      const bytes = typeof content === 'string' ? new Uint8Array(Buffer.from(content)) : content
      const outcome = await importDamaged(subject, folder, { how: 'not at all', bytes })
      expect(outcome).toMatchObject({ code: null, problems: 0 })
      expect(outcome.samples).toBeGreaterThan(0)
    })

    it('answers damage with samples or with a typed error', async () => {
      const folder = inFolder(name)
      layOut(subject, folder)
      for (const [index, damaged] of damagesOf(subject, cases, 1).entries()) {
        try {
          await importDamaged(subject, folder, damaged)
        } catch (error) {
          throw new Error(`case ${index}, ${damaged.how}: ${error}`, { cause: error })
        }
      }
    })
  },
)
