import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drawnLetters } from '../dataset/sample-set.ts'
import { openTwoClusters } from './testing/sorted-project.ts'

let opened: Awaited<ReturnType<typeof openTwoClusters>>
beforeAll(async () => {
  opened = await openTwoClusters(60)
  const { workbench, labeling, a, b } = opened
  workbench.setAnnotator('Ada Lovelace')
  labeling.label([1, 3, 5], a)
  labeling.label([2, 4], b)
  labeling.exclude([7], true)
})
afterAll(() => opened.end())

describe('the datasheet of a project', () => {
  it('says what the project knows, keeps what the lead says, and names what nobody has said', async () => {
    const { project, folder } = opened
    expect(project.datasheets.draft().setup).toEqual({ title: '', answers: {}, people: 'names' })
    const setup = { title: 'Two kinds', answers: { purpose: 'A test.' }, people: 'letters' as const }
    project.datasheets.keep(setup)
    expect(project.datasheets.draft().setup).toEqual(setup)
    const out = join(folder, 'sheet.html')
    const report = await project.datasheets.write({ format: 'html', language: 'en', out, overwrite: false })
    const html = readFileSync(out, 'utf8')
    expect(report.sha256).toBe(createHash('sha256').update(html).digest('hex'))
    expect(report.unanswered).toHaveLength(12)
    expect(html).toContain('1 sample was put aside by people;')
    expect(html).not.toContain('came after the last training')
    for (const said of ['Two kinds', 'A test.', '59', 'Not stated.', 'was put aside', 'Epochs'])
      expect(html, said).toContain(said)
    // Nobody was drawn at random: no number is made up.
    expect(html).toContain('not known yet: 0 of 15')
    // Neither names of people nor folders of this computer.
    expect(html).not.toContain('Ada')
    expect(html).not.toContain(folder)
    // One that is there is kept.
    const again = { format: 'html' as const, language: 'de' as const, out, overwrite: false }
    await expect(project.datasheets.write(again)).rejects.toMatchObject({ code: 'export-target-exists' })
    expect(readFileSync(out, 'utf8')).toBe(html)
  })

  it('says that samples came after the last training, in German too', async () => {
    const { project, folder } = opened
    await project.imports.run(drawnLetters({ count: 2, seed: 9 }))
    const out = join(folder, 'more.html')
    await project.datasheets.write({ format: 'html', language: 'de', out, overwrite: false })
    const html = readFileSync(out, 'utf8')
    expect(html).toContain('2 Proben kamen nach dem letzten Training dazu')
    expect(html).toContain('1 Probe wurde von Menschen beiseitegelegt')
  })

  it('names the labels it is about by a sum that anybody can check', async () => {
    const { project, folder } = opened
    const out = join(folder, 'sum.html')
    await project.datasheets.write({ format: 'html', language: 'en', out, overwrite: false })
    const ids = project.labeling.views.samples([1, 2, 3, 4, 5]).map(({ externalId }) => externalId)
    const lines = ids.map((id, i) => `${id}\t${i % 2 ? 'b' : 'a'}\n`).join('')
    expect(readFileSync(out, 'utf8')).toContain(createHash('sha256').update(lines).digest('hex'))
  })
})
