import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { dropFiles, dropLink } from '../support/drop.ts'
import { ask, expect, type Host, test } from '../support/host.ts'
import { inspect } from '../support/inspect.ts'
import { tabTo } from '../support/keyboard.ts'
import { goTo, startTraining, tiles, untilTrained } from '../support/steps.ts'

const cli = fileURLToPath(new URL('../../build/cli.js', import.meta.url))
const subjects = ['The bread is in the oven', 'Rain all afternoon', 'She scored twice', 'A second reading']
const dimensions = 32

/** Texts on four subjects with an embedding each, told apart by its direction. */
function textsTable(first: number, count: number): string {
  const names = Array.from({ length: dimensions }, (_, j) => `e${j}`)
  const rows = Array.from({ length: count }, (_, at) => {
    const i = first + at
    const subject = i % subjects.length
    const embedding = names.map((_, j) =>
      (Math.sin((subject + 1) * (j + 1) ** 2) + 0.3 * Math.sin((i + 3) ** 2 * (j + 7) ** 2)).toFixed(4),
    )
    return [`doc ${i}`, `"${subjects[subject]},\n  number ${i}."`, `source ${i % 3}`, 1990 + i, ...embedding]
  })
  return [['doc', 'text', 'source', 'year', ...names], ...rows].map((row) => row.join()).join('\n')
}

function importTable(host: Host, project: string, table: string): void {
  const env = { ...process.env, FEWLABEL_HOME: host.home }
  execFileSync(process.execPath, [cli, 'import', project, table, '--id-column', 'doc'], { env })
}

test('texts beside their embeddings are imported, sorted and read', async ({ host }, info) => {
  const folder = info.outputPath('tables')
  const project = join(host.home, 'texts.fewlabel')
  const [start, more] = ['start.csv', 'more.csv'].map((name) => join(host.home, name))
  writeFileSync(start, textsTable(0, 40))
  writeFileSync(more, textsTable(40, 160))
  importTable(host, project, start)
  const page = await host.open(project)

  await test.step('drop a table on the window, and think better of it', async () => {
    await goTo(page, 'Data')
    const address = page.url()
    await dropLink(page, 'https://example.org/')
    await dropFiles(page, start, more)
    await expect(page.getByText('One at a time, please')).toBeVisible()
    await dropFiles(page, more)
    const form = page.getByRole('region', { name: 'Import', exact: true })
    if (host.shell === 'browser') {
      // A page is not told where it lies; a file of that name and size is where the first one came from.
      await page.getByRole('list', { name: 'Found by its name' }).getByRole('button', { name: more }).click()
    }
    await expect(form.getByLabel('Source', { exact: true })).toHaveValue(more)
    await expect(form.getByRole('combobox', { name: 'Format' })).toContainText('Recognised: CSV')
    expect(page.url()).toBe(address)
    await form.getByRole('button', { name: 'Cancel' }).click()
  })

  await test.step('say by keyboard what a column is used for', async () => {
    await goTo(page, 'Data')
    await tabTo(page, page.getByRole('button', { name: 'Add more data…' }))
    await host.chooseFile(page, () => page.keyboard.press('Enter'), more)
    const use = (column: string) => page.getByRole('combobox', { name: `Use of ${column}`, exact: true })
    await expect(use('text')).toContainText('Text')
    await expect(use('year')).toContainText('Field')
    await expect(use('e0')).toContainText('Feature')
    await tabTo(page, use('doc'))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('option', { name: /Identifier/ })).toBeVisible()
    await page.keyboard.type('Ident')
    await page.keyboard.press('Enter')
    await expect(use('doc')).toContainText('Identifier')
    await inspect(page, 'columns', folder)
    await tabTo(page, page.getByRole('button', { name: 'Import', exact: true }))
    await page.keyboard.press('Enter')
    await expect(page.getByText('160 samples imported')).toBeVisible()
    await expect(page.getByRole('list', { name: 'A few of the samples' })).toContainText(subjects[0])
  })

  await test.step('sort them', async () => {
    await startTraining(page, { warmup: 3, elbo: 2 })
    await untilTrained(page)
  })

  await test.step('read them', async () => {
    await goTo(page, 'Labeling')
    await expect(tiles(page).first()).toContainText('number')
    await inspect(page, 'clusters of texts', folder)
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    await page.keyboard.press('q')
    const text = page.getByRole('region', { name: /: text$/ }).first()
    await expect(text).toContainText(/,\n {2}number \d+\./)
    await expect(page.getByRole('table', { name: 'Fields' }).first()).toContainText('year')
    await inspect(page, 'queue of texts', folder)
  })

  const detail = await ask<{ externalId: string; fields: { name: string; value: string }[] }>(
    page,
    'samples.detail',
    { id: 200 },
  )
  expect(detail).toMatchObject({
    externalId: 'doc 199',
    fields: [
      { name: 'source', value: 'source 1' },
      { name: 'year', value: '2189' },
    ],
  })
})
