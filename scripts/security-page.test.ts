import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const page = readFileSync(join(root, 'docs', 'security.md'), 'utf8')

/** Rows of the tables that say what is done where, and which test guards it. */
const items = page
  .slice(page.indexOf('## What is done'), page.indexOf('## Known limits'))
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| item'))
  .map((line) => {
    const [item, doneIn, guardedBy] = line.slice(2, -2).split(' | ')
    return { item, doneIn, guardedBy }
  })

const pathsIn = (text: string) => [...text.matchAll(/`([\w@./-]+\.\w+)`/g)].map(([, path]) => path)

/** `file`: *title*; *title*; `file`: *title* */
function testsIn(text: string): { file: string; title: string }[] {
  let file = ''
  return [...text.matchAll(/`([^`]+)`|\*([^*]+)\*/g)].flatMap(([, path, title]) => {
    if (path !== undefined) file = path
    return title === undefined ? [] : [{ file, title }]
  })
}

describe('the page on security', () => {
  it('lists items with where they are done and what guards them', () => {
    expect(items.length).toBeGreaterThan(30)
    for (const { item, doneIn, guardedBy } of items) {
      expect(doneIn === 'all of it' || pathsIn(doneIn).length > 0, item).toBe(true)
      expect(testsIn(guardedBy).length > 0 || guardedBy.startsWith('run by hand'), item).toBe(true)
    }
  })

  it.each(items.map(({ item, doneIn }) => [item, doneIn]))('names files that are there: %s', (_, doneIn) => {
    for (const path of pathsIn(doneIn)) expect(existsSync(join(root, path)), path).toBe(true)
  })

  it.each(items.flatMap(({ guardedBy }) => testsIn(guardedBy).map(({ file, title }) => [file, title])))(
    'names tests that are there: %s, %s',
    (file, title) => {
      expect(file).toMatch(/\.(?:test|spec)\.tsx?$/)
      expect(readFileSync(join(root, file), 'utf8')).toContain(title)
    },
  )
})

describe('the fuses', () => {
  const builder = readFileSync(join(root, 'electron-builder.yml'), 'utf8')
  it.each([
    ['runAsNode', false],
    ['enableNodeOptionsEnvironmentVariable', false],
    ['enableNodeCliInspectArguments', false],
    ['grantFileProtocolExtraPrivileges', false],
    ['onlyLoadAppFromAsar', true],
    ['enableEmbeddedAsarIntegrityValidation', true],
  ])('are closed in release builds: %s is %s', (fuse, state) => {
    expect(builder).toMatch(new RegExp(`^ {2}${fuse}: ${state}$`, 'm'))
  })
})
