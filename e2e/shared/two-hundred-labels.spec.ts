import { ask, expect, type Host, tell, test } from '../support/host.ts'
import { paintTimes, startPaintClock } from '../support/paint-clock.ts'
import { type LabelOnDisk, readLabels, readTruth } from '../support/project-truth.ts'
import { classes, goTo, killDuring, sampleInQueue, sampleProject } from '../support/steps.ts'
import { startWithTrainedProject } from '../support/trained-project.ts'

// A trace takes pictures of the page at every key, and would be what is measured.
test.use({ trace: 'off' })

/** Labels after which the host is killed, with a key just pressed. */
const killsAfter = [70, 140]

test('two hundred labels while the engine trains and the host dies twice: none lost, none counted twice', async ({
  host,
}) => {
  let page = await startWithTrainedProject(host)
  const truth = readTruth(sampleProject(host))
  const keys = new Map((await classes(page)).map(({ name, hotkey }) => [name, hotkey as string]))
  const keyFor = (sample: number) => keys.get(truth.get(sample) as string) as string

  /** Samples of which the screen has moved on: they are acknowledged. */
  const acknowledged: number[] = []
  /** Samples whose key was pressed as the host died; nobody knows yet whether they were saved. */
  const inFlight: number[] = []
  const paints: number[] = []
  await beginLabeling()
  while (acknowledged.length < 200) {
    const sample = await sampleInQueue(page)
    if (
      killsAfter.includes(acknowledged.length) &&
      inFlight.length < killsAfter.indexOf(acknowledged.length) + 1
    ) {
      paints.push(...(await paintTimes(page)).paints)
      await killDuring(host, page.keyboard.press(keyFor(sample)))
      inFlight.push(sample)
      await restart(host)
      continue
    }
    await page.keyboard.press(keyFor(sample))
    await expect.poll(() => sampleInQueue(page), { intervals: [5, 10, 20, 50] }).not.toBe(sample)
    acknowledged.push(sample)
  }
  paints.push(...(await paintTimes(page)).paints)
  await host.stop()

  const labels = readLabels(sampleProject(host))
  const bySample = new Map<number, LabelOnDisk[]>()
  for (const label of labels) bySample.set(label.sample, [...(bySample.get(label.sample) ?? []), label])
  for (const sample of new Set(acknowledged)) {
    expect(bySample.get(sample), `labels of sample ${sample}`).toHaveLength(1)
    expect(bySample.get(sample)?.[0].className).toBe(truth.get(sample))
  }
  expect(new Set(acknowledged).size, 'no sample was asked about twice').toBe(200)
  for (const { sample } of labels) expect([...acknowledged, ...inFlight]).toContain(sample)

  const sorted = paints.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]
  console.log(`key to paint: median ${at(0.5)} ms, 95th percentile ${at(0.95)} ms, ${sorted.length} keys`)

  async function restart(host: Host): Promise<void> {
    page = await host.open(sampleProject(host))
    await beginLabeling()
  }

  /** Training runs all the while: a new model, until the host dies with it. */
  async function beginLabeling(): Promise<void> {
    await startTrainingAgain()
    await goTo(page, 'Labeling')
    await expect(
      page.getByRole('radio', { name: 'Queue' }).or(page.locator('#labeling-work')).first(),
    ).toBeVisible()
    if (!page.url().includes('queue')) await page.keyboard.press('q')
    await expect.poll(() => sampleInQueue(page)).toBeGreaterThan(0)
    await startPaintClock(page)
  }

  async function startTrainingAgain(): Promise<void> {
    const { state } = await ask<{ state: string }>(page, 'training.state')
    const procedure = state === 'paused' ? 'training.resume' : 'training.continue'
    await tell(page, procedure, state === 'paused' ? undefined : { epochs: 500 })
    await expect
      .poll(async () => (await ask<{ state: string }>(page, 'training.state')).state, { timeout: 60_000 })
      .toBe('running')
  }
})
