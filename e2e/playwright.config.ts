import { defineConfig } from 'playwright/test'
import { electronBinary } from './support/desktop-program.ts'

/*
 * The same specs under both shells. The desktop's bundles run over e2e/electron-standin, or under Electron itself where
 * FEWLABEL_E2E_ELECTRON names its binary (npm run e2e:electron).
 *
 *   desktop        everything in shared/, and in desktop/ what only a desktop program does
 *   browser        of shared/ what depends on the shell: from start to export, and what is left after crashes
 *   browser-rest   what remains of shared/, which sees nothing else of the browser shell
 *
 * `npm test` leaves out browser-rest; `npm run e2e` runs all of it, and `npm run e2e -- --project NAME` a part.
 */
const ofShell = ['shared/labeling-flow.spec.ts', 'shared/crashes.spec.ts']

export default defineConfig<{ shell: 'browser' | 'desktop' }>({
  testDir: '.',
  outputDir: '../test-results',
  snapshotPathTemplate: 'pictures/{arg}{ext}',
  // Training takes the processors; side by side the tests would only slow each other down.
  workers: 1,
  timeout: 600_000,
  expect: { timeout: 30_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [['list'], ['json']] : [['list']],
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' },
  projects: [
    {
      name: 'desktop',
      testMatch: ['shared/*.spec.ts', 'desktop/*.spec.ts'],
      use: { shell: 'desktop' },
      metadata: { electron: electronBinary ?? 'stand-in' },
    },
    { name: 'browser', testMatch: ofShell, use: { shell: 'browser' } },
    {
      name: 'browser-rest',
      testMatch: 'shared/*.spec.ts',
      testIgnore: ofShell,
      use: { shell: 'browser' },
    },
  ],
})
