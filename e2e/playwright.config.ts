import { defineConfig } from 'playwright/test'

const executablePath = process.env.FEWLABEL_CHROMIUM || undefined

export default defineConfig({
  testDir: './shared',
  outputDir: '../test-results',
  snapshotPathTemplate: 'pictures/{arg}{ext}',
  // Training takes the processors; side by side the tests would only slow each other down.
  workers: 1,
  timeout: 600_000,
  expect: { timeout: 30_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [['list'], ['json']] : [['list']],
  use: {
    viewport: { width: 1280, height: 800 },
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
      ],
    },
  },
})
