import { ask, chooseMenuItem, expect, test, watchDeeds } from '../support/desktop-test.ts'
import { answer, askedDialogs } from '../support/dialogs.ts'
import { sampleProject, startTraining, startWithSampleProject, untilTrained } from '../support/steps.ts'

test('what goes on is seen outside of the window, and ends with it', async ({ desktop }) => {
  const page = await startWithSampleProject(desktop)
  const deeds = await watchDeeds(desktop.program)
  const doneOf = async (what: string) =>
    (await deeds()).filter((deed) => deed.what === what).map((deed) => deed.with)
  await startTraining(page, { warmup: 2, elbo: 1 })
  await expect.poll(() => doneOf('start')).toEqual([['prevent-app-suspension']])
  expect(await doneOf('stop')).toEqual([])
  await expect.poll(async () => (await doneOf('setProgressBar')).length).toBeGreaterThan(0)
  // Somebody looks elsewhere.
  await desktop.program.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    window.isFocused = () => false
  })
  await untilTrained(page)
  await expect.poll(() => doneOf('stop')).toHaveLength(1)
  await expect.poll(async () => (await doneOf('setProgressBar')).at(-1)?.[0]).toBe(-1)
  await expect.poll(() => doneOf('show')).toHaveLength(1)
  expect((await doneOf('show'))[0][0]).toBe('Training has finished')

  // Steps that only a trained model opens.
  for (const [item, view] of [
    ['go-labeling', /#\/label/],
    ['go-quality', /#\/quality/],
  ] as const) {
    await chooseMenuItem(desktop.program, item)
    await expect(page).toHaveURL(view)
  }
})

test('closing while the model trains asks first, and does what is answered', async ({ desktop }) => {
  const page = await startWithSampleProject(desktop)
  await startTraining(page, { warmup: 200, elbo: 2 })
  const run = async () =>
    ask<{ state: string; run: { checkpointEpoch: number | null } | null }>(page, 'training.state')
  await expect
    .poll(async () => (await run()).run?.checkpointEpoch ?? 0, { timeout: 300_000 })
    .toBeGreaterThan(0)
  const close = () =>
    desktop.program.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0].close()
    })
  const asked = () => askedDialogs(desktop.program)

  await close()
  await expect.poll(async () => (await asked()).length).toBe(1)
  const [{ message, buttons = [] }] = await asked()
  expect(message).toBe('Training is running.')
  await answer(desktop.program, { button: buttons[1] })
  await page.waitForTimeout(500)
  expect((await run()).state).toBe('running')

  await close()
  await expect.poll(async () => (await asked()).length).toBe(2)
  const { ended } = desktop.program
  await answer(desktop.program, { button: buttons[0] })
  expect(await ended).toBe(0)

  const again = await desktop.open(sampleProject(desktop))
  await expect.poll(async () => (await ask<{ state: string }>(again, 'training.state')).state).toBe('paused')
})

test('an engine that is killed is started again', async ({ desktop }) => {
  const page = await startWithSampleProject(desktop)
  await startTraining(page, { warmup: 30, elbo: 2 })
  const engine = () => ask<{ pid: number | null; restarts: number }>(page, 'engine.status')
  await expect
    .poll(
      async () =>
        (await ask<{ progress: { epoch: number } | null }>(page, 'training.state')).progress?.epoch ?? 0,
      {
        timeout: 300_000,
      },
    )
    .toBeGreaterThan(1)
  const { pid } = await engine()
  process.kill(pid as number, 'SIGKILL')
  await expect.poll(async () => (await engine()).restarts, { timeout: 60_000 }).toBe(1)
  await expect.poll(async () => (await engine()).pid, { timeout: 60_000 }).not.toBe(pid)
})
