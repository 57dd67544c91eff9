import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright'

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'msedge',
  'microsoft-edge',
]
const wellKnown = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/**
 * A Chromium for the end-to-end tests: Playwright's own (`executable` null), else the system's.
 * @returns {{ executable: string | null, error: string | null }}
 */
export function findChromium() {
  if (existsSync(chromium.executablePath())) return { executable: null, error: null }
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name + suffix)))
  const executable = [...onPath, ...wellKnown].find((path) => existsSync(path)) ?? null
  if (executable) return { executable, error: null }
  return {
    executable: null,
    error:
      'The end-to-end tests need Chromium, and none was found. Run "npx playwright install chromium", or install ' +
      "your system's package (Debian: apt-get install chromium), then try again.",
  }
}
