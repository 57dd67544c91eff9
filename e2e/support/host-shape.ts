import type { BrowserContext, Page } from 'playwright/test'

/** Done with each new session of Chromium before a page of ours is loaded in it. */
export type Preparation = (context: BrowserContext) => Promise<unknown>

/** The built program with a home folder of its own, under one of its shells. */
export interface Host {
  readonly home: string
  readonly shell: 'browser' | 'desktop'
  /** For what has to be there before the page's own scripts. Before `open`. */
  prepare(preparation: Preparation): void
  /** Starts the program, with a project or on the start screen, and opens its window. */
  open(project?: string): Promise<Page>
  /** As when the power goes: no chance to tidy up. In the desktop shell the window is gone as well. */
  kill(): Promise<void>
  /** As a person ends it, saying yes to whatever it asks. */
  stop(): Promise<void>
  /** Does what opens the dialog for a file, and chooses the file there. */
  chooseFile(page: Page, openDialog: () => Promise<void>, path: string): Promise<void>
  /** After the test, whatever state it left. */
  end(): Promise<void>
}

/** Run in a page before its own scripts: whoever works here has seen the tour. */
export function skipTour(): void {
  window.localStorage.setItem('fewlabel.tour', 'seen')
}

export const viewport = { width: 1280, height: 800 }

/** Chromium for the tests: the system's, where one was found; else Playwright's own. */
export const chromiumPath = process.env.FEWLABEL_CHROMIUM || undefined

export const chromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
]
