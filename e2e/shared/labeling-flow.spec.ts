import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { expect, test } from '../support/host.ts'
import { readTruth } from '../support/project-truth.ts'
import {
  classes,
  goTo,
  labelInQueue,
  sampleInQueue,
  sampleProject,
  startTraining,
  startWithSampleProject,
  summary,
  tiles,
  untilTrained,
} from '../support/steps.ts'
import { startWithTrainedProject } from '../support/trained-project.ts'

test('from the start screen to an exported set', async ({ host }) => {
  const page = await startWithSampleProject(host)
  await startTraining(page, { warmup: 12, elbo: 8 })
  await expect(page.getByRole('img', { name: /prototype|cluster/i }).first()).toBeVisible({
    timeout: 400_000,
  })
  await untilTrained(page)

  await page.getByRole('button', { name: /Start labeling/ }).click()
  await expect(page.getByRole('option', { name: /Cluster/ }).first()).toBeVisible()
  await page.keyboard.press('q')
  await expect.poll(() => sampleInQueue(page)).toBeGreaterThan(0)

  const truth = readTruth(sampleProject(host))
  const hotkeys = new Map((await classes(page)).map(({ name, hotkey }) => [name, hotkey]))
  let given = 0
  while ((await classes(page)).some(({ labeled }) => labeled === 0)) {
    const letter = truth.get(await sampleInQueue(page)) as string
    const hotkey = hotkeys.get(letter)
    expect(hotkey, `a key for ${letter}`).toBeTruthy()
    await labelInQueue(page, hotkey as string)
    given++
    expect(given, 'labels until every class has one').toBeLessThan(400)
  }
  const { labeled, accuracyAgainstTruth } = await summary(page)
  expect(labeled).toBe(given)
  expect(accuracyAgainstTruth).toBeGreaterThan(0.3)

  await page.getByRole('button', { name: 'Export' }).first().click()
  const out = join(host.home, 'letters.csv')
  // From 90 % on is proposed; this takes everything.
  await page.getByRole('slider', { name: /Lowest confidence/ }).press('Home')
  await page.getByLabel('File', { exact: true }).fill(out)
  await page.getByRole('dialog').getByRole('button', { name: 'Export', exact: true }).click()
  await expect(page.getByText('Export finished')).toBeVisible()

  const rows: Record<string, string>[] = parse(readFileSync(out), { columns: true })
  expect(rows).toHaveLength(5000)
  const people = rows.filter(({ label_source }) => label_source === 'human')
  expect(people).toHaveLength(given)
  // A row's id is the sample's number in the drawn set, counted from 0; the sample's own id counts from 1.
  for (const row of people) expect(row.label).toBe(truth.get(Number(row.id) + 1))
  for (const row of rows) {
    const probabilities = Object.entries(row).filter(([name]) => name.startsWith('p_'))
    expect(probabilities).toHaveLength(26)
    expect(probabilities.reduce((sum, [, value]) => sum + Number(value), 0)).toBeCloseTo(1, 2)
  }
})

test('classes, bulk labels, skips, flags, undo and redo in the cluster view', async ({ host }) => {
  let page = await startWithTrainedProject(host)
  await goTo(page, 'Labeling')
  await page
    .getByRole('option', { name: /Cluster/ })
    .first()
    .click()
  const { hotkey } = (await classes(page))[0]
  await tiles(page).first().waitFor()

  await page.keyboard.press('n')
  await page.keyboard.type('not a letter')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await classes(page)).map(({ name }) => name)).toContain('not a letter')
  await page.keyboard.press('Escape')
  await tiles(page).first().click()

  await page.keyboard.press(hotkey as string)
  await expect.poll(async () => (await summary(page)).labeled).toBe(1)
  // Nobody has looked at random members yet: first come those, then one key labels the rest.
  await page.keyboard.press(`Shift+${(hotkey as string).toUpperCase()}`)
  await expect(page.getByRole('dialog', { name: /Look at random members/ })).toBeVisible()
  await expect(page.getByRole('button', { name: /^All \d+ are/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /Label the (other|last)/ })).toBeVisible()
  const looked = (await summary(page)).labeled
  expect(looked).toBeGreaterThan(8)
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await summary(page)).labeled).toBeGreaterThan(looked)
  await page.keyboard.press('Control+z')
  await expect.poll(async () => (await summary(page)).labeled).toBe(looked)
  await page.keyboard.press('Control+z')
  await expect.poll(async () => (await summary(page)).labeled).toBe(1)
  await page.keyboard.press('Control+z')
  await expect.poll(async () => (await summary(page)).labeled).toBe(0)
  await page.keyboard.press('Control+Shift+z')
  await expect.poll(async () => (await summary(page)).labeled).toBe(1)
  await page.keyboard.press('f')
  await expect.poll(async () => (await summary(page)).flagged).toBe(1)
  // Redo led back to the labeled sample; only one without a label can be skipped.
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Space')
  await expect.poll(async () => (await summary(page)).skipped).toBe(1)

  // Undo reaches back over a restart.
  await host.stop()
  page = await host.open(sampleProject(host))
  await goTo(page, 'Labeling')
  await expect.poll(async () => (await summary(page)).skipped).toBe(1)
  await tiles(page).first().click()
  await page.keyboard.press('Control+z')
  await expect.poll(async () => (await summary(page)).skipped).toBe(0)
})
