import type { Page } from 'playwright/test'
import type { LabelingSummary } from '../../src-main/contract/labeling.ts'
import type { OddSamples, QualityReport } from '../../src-main/contract/quality.ts'
import type { HistoryEntry } from '../../src-main/contract/window.ts'
import { ask, expect, type Host, test } from '../support/host.ts'
import { inspect } from '../support/inspect.ts'
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
  untilTrained,
} from '../support/steps.ts'
import { startWithTrainedProject } from '../support/trained-project.ts'

const report = (page: Page) => ask<QualityReport>(page, 'quality.report')

/** Does something at the host as the window would. */
function tell(page: Page, procedure: string, input: unknown): Promise<void> {
  return page.evaluate(
    async ([path, body]) => {
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(path, { method: 'POST', headers, body })
      if (!answer.ok) throw new Error(await answer.text())
    },
    [`/rpc/${procedure}`, JSON.stringify(input)],
  )
}

/** Answers questions of the queue as somebody who reads the letters right. Returns how many were audit questions. */
async function answer(page: Page, host: Host, count: number): Promise<number> {
  const truth = readTruth(sampleProject(host))
  const hotkeys = new Map((await classes(page)).map(({ name, hotkey }) => [name, hotkey]))
  const question = page.getByRole('region', { name: 'Sample to label' })
  let audits = 0
  for (let given = 0; given < count; given++) {
    if (await question.getByText('Audit question', { exact: true }).isVisible()) {
      audits++
      await expect(question.getByText('Model’s guess')).toHaveCount(0)
      await expect(question.getByText(/of cluster/)).toHaveCount(0)
    }
    await labelInQueue(page, hotkeys.get(truth.get(await sampleInQueue(page)) ?? '') ?? '')
  }
  return audits
}

test('accuracy is told with its interval, and only once it is known', async ({ host }, info) => {
  const folder = info.outputPath('views')
  const page = await startWithSampleProject(host)
  await goTo(page, 'Quality')
  await expect(page.getByText('There is nothing to measure yet')).toBeVisible()
  await startTraining(page, { warmup: 6, elbo: 4 })
  await untilTrained(page)

  await goTo(page, 'Quality')
  await expect(page.getByText(/Not enough audit labels yet: 0 of \d+/).first()).toBeVisible()
  await inspect(page, 'quality-early', folder)

  await goTo(page, 'Labeling')
  await page
    .getByRole('option', { name: /Cluster/ })
    .first()
    .waitFor()
  await page.keyboard.press('q')
  await expect.poll(() => sampleInQueue(page)).toBeGreaterThan(0)
  // The first twenty cover the set; from then on every fifth is one of the audit.
  const audits = await answer(page, host, 30)
  expect(audits).toBe(2)
  const early = await report(page)
  expect(early).toMatchObject({ labeled: 30, audits, accuracy: { state: 'too-early' } })
  await expect(page.getByText(`${audits} of`, { exact: false }).first()).toBeVisible()

  // Random questions all count for the audit.
  await page.getByLabel('Which sample comes next').click()
  await page.getByRole('option', { name: /^Random/ }).click()
  await expect(page.getByText('Audit question', { exact: true })).toBeVisible()
  await inspect(page, 'queue-audit', folder)
  const needed = early.accuracy.state === 'too-early' ? early.accuracy.needed : 0
  await answer(page, host, needed - audits + 3)

  const known = await report(page)
  expect(known.accuracy.state).toBe('known')
  if (known.accuracy.state !== 'known') return
  const { low, value, high } = known.accuracy
  expect(low).toBeLessThan(value)
  expect(value).toBeLessThan(high)
  const { accuracyAgainstTruth } = await summary(page)
  expect(accuracyAgainstTruth).toBeGreaterThan(low - 0.1)
  expect(accuracyAgainstTruth).toBeLessThan(high + 0.1)
  await expect(page.getByRole('region', { name: 'Expected accuracy' })).toContainText(
    `(${(low * 100).toFixed(1)}–${(high * 100).toFixed(1)})`,
  )

  await page.getByRole('link', { name: 'Expected accuracy' }).click()
  await expect(page.getByText(/from \d+ audit questions/).first()).toBeVisible()
  await expect(page.getByRole('table', { name: 'Quality by class' }).getByRole('row')).toHaveCount(27)
  await inspect(page, 'quality', folder)
  await page.getByRole('table', { name: 'Coverage by cluster' }).scrollIntoViewIfNeeded()
  await inspect(page, 'quality-below', folder)

  await page.getByRole('tab', { name: 'Breakdown' }).click()
  const matrix = page.getByRole('table', { name: 'Confusion of classes' })
  await expect(matrix.getByRole('button').first()).toBeVisible()
  await expect(page.getByRole('table', { name: 'Soft against hard' })).toBeVisible()
  await inspect(page, 'quality-breakdown', folder)
  await matrix.getByRole('button').first().click()
  await expect(page.getByRole('dialog').getByRole('img').first()).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: 'Report' }).click()
  await page.getByRole('button', { name: 'Datasheet…' }).click()
  await page.getByLabel('Why was the set made?').fill('To see whether the form keeps it.')
  await inspect(page, 'datasheet', folder)
  await page.getByRole('button', { name: 'Keep answers and close' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await page.getByLabel('How frequent the classes are taken to be').click()
  await page.getByRole('option', { name: /^As the audit tells/ }).click()
  await expect
    .poll(async () => (await ask<LabelingSummary>(page, 'labeling.summary')).prior)
    .toEqual({ kind: 'estimated' })
  await page.getByRole('slider', { name: 'Target accuracy' }).press('Home')
  await expect.poll(async () => (await report(page)).target).toBe(0.5)
})

test('what is worth a second look is answered on the spot and can be undone', async ({ host }, info) => {
  const folder = info.outputPath('views')
  const page = await startWithTrainedProject(host)
  const odd = () => ask<OddSamples | null>(page, 'quality.odd')
  await expect.poll(async () => (await odd())?.outliers.length ?? 0, { timeout: 120_000 }).toBeGreaterThan(0)

  await goTo(page, 'Quality')
  await page.getByRole('tab', { name: /Review/ }).click()
  await page.getByRole('button', { name: /Outliers/ }).click()
  const list = page.getByRole('listbox', { name: 'Outliers' })
  const rows = list.getByRole('option')
  await expect(rows.first()).toHaveAttribute('aria-selected', 'true')
  await inspect(page, 'review', folder)

  const { hotkey, name } = (await classes(page))[0]
  await page.keyboard.press(hotkey as string)
  await expect.poll(async () => (await summary(page)).labeled).toBe(1)
  await expect(rows.nth(1)).toHaveAttribute('aria-selected', 'true')
  await expect(rows.first()).toContainText(name)
  await page.keyboard.press('ControlOrMeta+z')
  await expect.poll(async () => (await summary(page)).labeled).toBe(0)
  await expect(rows.first()).toHaveAttribute('aria-selected', 'true')

  // A label that stands may be kept by Enter.
  await page.keyboard.press(hotkey as string)
  await expect.poll(async () => (await summary(page)).labeled).toBe(1)
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  const standing = async () =>
    (await ask<HistoryEntry[]>(page, 'labeling.history', { limit: 10 })).filter(({ undone }) => !undone)
      .length
  await expect.poll(standing).toBe(2)
  expect((await summary(page)).labeled).toBe(1)

  // Two people who read three letters differently.
  const [first, second] = await classes(page)
  const samples = [1, 2, 3]
  await tell(page, 'labeling.label', { samples, classId: first.id })
  await tell(page, 'shell.setAnnotator', { annotator: 'Somebody else' })
  await tell(page, 'labeling.label', { samples, classId: second.id })
  await page.getByRole('button', { name: /Disagreements · 3/ }).click()
  const disputed = page.getByRole('listbox', { name: 'Disagreements' }).getByRole('option')
  await expect(disputed).toHaveCount(3)
  await expect(page.getByText('Somebody else').first()).toBeVisible()
  await inspect(page, 'disputes', folder)
  await page.keyboard.press(second.hotkey as string)
  await expect(disputed).toHaveCount(2)
  await page.keyboard.press('ControlOrMeta+z')
  await expect(disputed).toHaveCount(3)
})
