import { join } from 'node:path'
import type { Page } from 'playwright/test'
import { ask, expect, type Host } from './host.ts'

export interface Summary {
  labeled: number
  skipped: number
  flagged: number
  excluded: number
  commented: number
  accuracyAgainstTruth: number | null
}

export const sampleProject = (host: Host) => join(host.home, 'Handwritten letters.fewlabel')

/** Starts the program and has the sample project open in its window. */
export async function startWithSampleProject(host: Host): Promise<Page> {
  const page = await host.open()
  await openSampleProject(page)
  return page
}

/** From the start screen into the sample project, its letters drawn and imported. */
export async function openSampleProject(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Open the sample project/ }).click()
  await expect(
    page.getByRole('link', { name: /Data/ }).or(page.getByRole('button', { name: /Data/ })),
  ).toContainText('5,000 samples', { timeout: 120_000 })
}

/** Trains a few epochs through the training view. */
export async function startTraining(page: Page, epochs: { warmup: number; elbo: number }): Promise<void> {
  await goTo(page, 'Training')
  await page.getByLabel('Epochs', { exact: true }).fill(String(epochs.elbo))
  await page.getByText('Advanced settings').click()
  await page.getByLabel('Warm-up epochs').fill(String(epochs.warmup))
  await page.getByRole('button', { name: 'Start training' }).click()
}

export async function untilTrained(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: /Start labeling/ })).toBeVisible({ timeout: 400_000 })
}

export async function goTo(page: Page, step: 'Data' | 'Training' | 'Labeling' | 'Quality'): Promise<void> {
  const navigation = page.getByRole('navigation', { name: 'Steps' })
  await navigation
    .getByRole('link', { name: new RegExp(step) })
    .or(navigation.getByRole('button', { name: new RegExp(step) }))
    .first()
    .click()
}

/** Sample shown in queue mode. */
export async function sampleInQueue(page: Page): Promise<number> {
  const source = await page.locator('section[aria-label="Sample to label"] img').first().getAttribute('src')
  return Number(/\/samples\/(\d+)\//.exec(source ?? '')?.[1])
}

/** Presses a class's key in queue mode and waits until the label is committed and the next sample is there. */
export async function labelInQueue(page: Page, hotkey: string): Promise<void> {
  const before = await sampleInQueue(page)
  await page.keyboard.press(hotkey)
  await expect.poll(() => sampleInQueue(page)).not.toBe(before)
}

export const summary = (page: Page) => ask<Summary>(page, 'labeling.summary')
export const classes = (page: Page) =>
  ask<{ id: number; name: string; hotkey: string | null; labeled: number }[]>(page, 'classes.list')

/** The samples of the chosen cluster. */
export const tiles = (page: Page) =>
  page.getByRole('listbox', { name: /Samples of cluster/ }).getByRole('option')

/** Kills the host while something is being done; in the desktop shell the window goes with it in the midst of that. */
export async function killDuring(host: Host, action: Promise<unknown>): Promise<void> {
  await Promise.all([action.catch(() => {}), host.kill()])
}
