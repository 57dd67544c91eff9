import { setTimeout as pause } from 'node:timers/promises'

const patienceMs = 90_000

/**
 * Starts a packed program and does with it what a person does first: opens the sample project and trains one epoch.
 *
 * @param {() => Promise<{ window: () => Promise<import('playwright').Page>, output: () => string,
 *   close: () => Promise<void> }>} launch
 * @returns {Promise<{ engine: { backend: string, reason: string }, samples: number, epochs: number, version: string,
 *   firstPaintMs: number, engineReadyMs: number }>}
 */
export async function startPacked(launch) {
  const begun = performance.now()
  const program = await launch()
  try {
    const page = await program.window()
    await page.getByRole('button').first().waitFor()
    const firstPaintMs = performance.now() - begun
    const ask = (path) => page.evaluate(askServer, { path, init: {} })
    const order = (path, input) =>
      page.evaluate(askServer, {
        path,
        init: {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ 0: input }),
        },
      })

    const { version } = await ask('shell.about')
    await order('projects.openSample')
    const { samples } = await until(async () => {
      const [state, project] = [await ask('imports.state'), await ask('projects.current')]
      if (state.state === 'failed')
        throw new Error(`the sample project could not be made: ${JSON.stringify(state)}`)
      return state.state !== 'running' && project?.samples > 0 ? project : null
    }, 'the sample project')
    const trainingBegun = performance.now()
    const config = await ask('training.defaults')
    await order('training.start', { config: { ...config, warmupEpochs: 0, elboEpochs: 1 } })
    let engineReadyMs = 0
    const { epochs } = await until(async () => {
      const state = await ask('training.state')
      if (state.state === 'failed')
        throw new Error(`training failed: ${JSON.stringify(state.error ?? state)}`)
      if (state.state === 'running' && engineReadyMs === 0) engineReadyMs = performance.now() - trainingBegun
      return state.state === 'done' ? { epochs: state.history.length } : null
    }, 'one epoch of training')
    const engine = await ask('engine.status')
    return { engine, samples, epochs, version, firstPaintMs, engineReadyMs }
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\n${program.output()}`, {
      cause: error,
    })
  } finally {
    await program.close()
  }
}

/** Runs in the page: a call of the program's own interface, as the window makes it. */
async function askServer({ path, init }) {
  const response = await fetch(`/rpc/${path}?batch=1`, init)
  const [answer] = [await response.json()].flat()
  if (!response.ok) throw new Error(`${path}: ${answer.error?.message ?? response.status}`)
  return answer.result.data
}

async function until(look, what) {
  const end = Date.now() + patienceMs
  while (Date.now() < end) {
    const found = await look()
    if (found) return found
    await pause(250)
  }
  throw new Error(`waited ${patienceMs / 1000} s for ${what}`)
}
