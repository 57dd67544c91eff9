import { arch } from 'node:os'
import { describe, expect, it } from 'vitest'
import { aboutSchema } from '../contract/about.ts'
import { describeProgram } from './about.ts'

describe('about', () => {
  it('adds to what the shell knows the system, SQLite and the format of projects', () => {
    const shell = {
      version: '1.2.3',
      shell: 'browser' as const,
      parts: [{ name: 'Node', version: process.versions.node }],
      configFolder: '/config',
      projectsFolder: '/projects',
      logFolder: null,
      notices: false,
    }
    const about = aboutSchema.parse(describeProgram(shell))
    expect(about).toMatchObject({ version: '1.2.3', configFolder: '/config', notices: false })
    expect(about.parts.map(({ name }) => name)).toEqual(['Node', 'SQLite'])
    expect(about.parts[1].version).toMatch(/^3\.\d+\.\d+$/)
    expect(about.system).toContain(arch())
    expect(about.projectFormat).toBeGreaterThan(0)
  })
})
