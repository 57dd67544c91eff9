import { randomUUID } from 'node:crypto'
import type { BrowserContext, CDPSession, Page } from 'playwright'
import { fromText, toText } from './codec.ts'
import { electronVersion, exportedNames } from './declarations.ts'
import type { Link } from './link.ts'
import { bridgeEnd, inPage, inPreload } from './page-scripts.ts'
import type { PageEvent, ProgramSide } from './sides.ts'

const isolatedWorld = 'Electron Isolated Context'

/** The page of one window in Chromium: preload script, messages, navigation, and what happens to it. */
export class WindowPage {
  readonly page: Page
  readonly #id: number
  readonly #link: Link<ProgramSide>
  #session: CDPSession | null = null
  /** Execution context of the preload script in the document of the moment. */
  #preloadContext: number | null = null
  #mainFrame = ''
  #onStay = () => {}
  /** Addresses that the program itself loads, of which nobody is asked. */
  #loading = ''

  private constructor(id: number, page: Page, link: Link<ProgramSide>) {
    this.#id = id
    this.page = page
    this.#link = link
  }

  static async open(
    id: number,
    context: BrowserContext,
    page: Page,
    preload: string | null,
    link: Link<ProgramSide>,
  ): Promise<WindowPage> {
    const window = new WindowPage(id, page, link)
    const session = await context.newCDPSession(page)
    window.#session = session
    await window.#watch(session)
    if (preload !== null) await window.#addPreload(session, preload)
    return window
  }

  async load(url: string): Promise<void> {
    this.#loading = url
    await this.page.goto(url, { waitUntil: 'load' })
  }

  async reload(): Promise<void> {
    this.#loading = this.page.url()
    await this.page.reload({ waitUntil: 'commit' })
  }

  /** @returns whether it is closed; a page that is asked can stay */
  async close(asks: boolean): Promise<boolean> {
    if (this.page.isClosed()) return true
    const closed = new Promise<boolean>((resolve) => this.page.once('close', () => resolve(true)))
    const stays = new Promise<boolean>((resolve) => {
      this.#onStay = () => resolve(false)
    })
    await this.page.close({ runBeforeUnload: asks })
    return Promise.race([closed, stays])
  }

  /** To the preload script; dropped where there is none, as in Electron. */
  async post(message: object): Promise<void> {
    if (this.#preloadContext === null) return
    const expression = `electronStandInReceive(${JSON.stringify(JSON.stringify(fromShape(message)))})`
    await this.#session
      ?.send('Runtime.evaluate', { expression, contextId: this.#preloadContext })
      .catch(() => {})
  }

  #tell(event: PageEvent): void {
    this.#link.tell('windowEvent', this.#id, event, this.page.isClosed() ? '' : this.page.url())
  }

  async #watch(session: CDPSession): Promise<void> {
    const { page } = this
    session.on('Page.lifecycleEvent', ({ name, frameId }) => {
      if (frameId !== this.#mainFrame || page.url() === 'about:blank') return
      const event = (
        { DOMContentLoaded: 'dom-ready', load: 'did-finish-load', firstPaint: 'ready-to-show' } as const
      )[name as 'load']
      if (event) this.#tell(event)
    })
    session.on('Page.frameStartedLoading', ({ frameId }) => {
      if (frameId === this.#mainFrame) this.#tell('did-start-loading')
    })
    session.on('Page.frameStoppedLoading', ({ frameId }) => {
      if (frameId === this.#mainFrame) this.#tell('did-stop-loading')
    })
    session.on('Page.frameNavigated', ({ frame }) => {
      if (frame.id === this.#mainFrame) this.#tell('did-navigate')
    })
    session.on('Page.navigatedWithinDocument', ({ frameId }) => {
      if (frameId === this.#mainFrame) this.#tell('did-navigate-in-page')
    })
    session.on('Page.windowOpen', ({ url, windowName, windowFeatures }) => {
      this.#link.tell('openedByPage', this.#id, url, windowName, windowFeatures.join(','))
    })
    session.on('Fetch.requestPaused', ({ requestId, request, resourceType, frameId }) => {
      void this.#mayGo(request.url, resourceType, frameId)
        .then((may) =>
          may
            ? session.send('Fetch.continueRequest', { requestId })
            : session.send('Fetch.failRequest', {
                requestId,
                errorReason: resourceType === 'Document' ? 'Aborted' : 'BlockedByClient',
              }),
        )
        .catch(() => {})
    })
    page.on('close', () => this.#link.tell('windowClosed', this.#id))
    page.on('crash', () => this.#tell('render-process-gone'))
    page.on('dialog', async (dialog) => {
      const leaves = dialog.type() === 'beforeunload' && (await this.#link.ask('mayUnload', this.#id))
      if (leaves) await dialog.accept()
      else await dialog.dismiss()
      if (!leaves) this.#onStay()
    })
    page.on('download', async (download) => {
      const url = download.url()
      if (!(await this.#link.ask('mayDownload', this.#id, url, download.suggestedFilename())))
        await download.cancel()
    })
    // What it opens has asked before (Page.windowOpen); Chromium opens it all the same.
    page.on('popup', (popup) => void popup.close())
    await session.send('Page.enable')
    const { frameTree } = await session.send('Page.getFrameTree')
    this.#mainFrame = frameTree.frame.id
    await session.send('Page.setLifecycleEventsEnabled', { enabled: true })
    // Documents, to ask before the page goes anywhere; and whatever leaves for a place that is not ours.
    await session.send('Fetch.enable', {
      patterns: [{ urlPattern: '*', resourceType: 'Document' }, { urlPattern: 'https://*' }],
    })
  }

  async #mayGo(url: string, resourceType: string, frameId: string): Promise<boolean> {
    if (resourceType !== 'Document') return this.#link.ask('mayRequest', url, resourceType)
    const isMainFrame = frameId === this.#mainFrame
    if (isMainFrame && url.split('#')[0] === this.#loading.split('#')[0]) return true
    return this.#link.ask('mayNavigate', this.#id, url, isMainFrame)
  }

  async #addPreload(session: CDPSession, preload: string): Promise<void> {
    session.on('Runtime.executionContextCreated', ({ context }) => {
      const { frameId } = (context.auxData ?? {}) as { frameId?: string }
      if (context.name === isolatedWorld && frameId === this.#mainFrame) this.#preloadContext = context.id
    })
    session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      if (executionContextId === this.#preloadContext) this.#preloadContext = null
    })
    session.on('Runtime.bindingCalled', ({ name, payload }) => {
      if (name === 'electronStandInSend') void this.#received(payload)
    })
    await session.send('Runtime.enable')
    await session.send('Runtime.addBinding', {
      name: 'electronStandInSend',
      executionContextName: isolatedWorld,
    })
    // Nobody in the page can guess under which name the two worlds meet.
    const key = JSON.stringify(`electron-stand-in-${randomUUID()}`)
    const inMainFrame = (script: string) => `if (window === window.top) { ${script} }`
    await session.send('Page.addScriptToEvaluateOnNewDocument', {
      source: inMainFrame(`(${inPage})(${key}, (${bridgeEnd})(${key}, 'page', 'preload'))`),
    })
    const names = JSON.stringify(exportedNames('Renderer'))
    const given = `${JSON.stringify(preload)}, ${names}, ${JSON.stringify(electronVersion)}`
    await session.send('Page.addScriptToEvaluateOnNewDocument', {
      worldName: isolatedWorld,
      source: inMainFrame(`(${inPreload})((${bridgeEnd})(${key}, 'preload', 'page'), ${given})`),
    })
  }

  async #received(payload: string): Promise<void> {
    const { kind, id, channel, args } = fromText(`[${payload}]`) as {
      kind: 'invoke' | 'send' | 'path'
      id: number
      channel: string
      args: unknown[]
    }
    const from = { url: this.page.url(), isMainFrame: true }
    if (kind === 'send') {
      this.#link.tell('sent', this.#id, from, channel, args)
      return
    }
    if (kind === 'path') {
      await this.post({ kind: 'answer', id, value: await this.#pathOfFile(id) })
      return
    }
    const answer = await this.#link.ask('invoke', this.#id, from, channel, args).then(
      (value) => ({ value }),
      (error: Error) => ({ error: error.message }),
    )
    await this.post({ kind: 'answer', id, ...answer })
  }

  /** Where a file lies that the preload script holds; empty for one that lies nowhere. */
  async #pathOfFile(id: number): Promise<string> {
    const session = this.#session
    if (!session || this.#preloadContext === null) return ''
    const { result } = await session.send('Runtime.evaluate', {
      expression: `electronStandInFiles.get(${id})`,
      contextId: this.#preloadContext,
    })
    const { path } = await session.send('DOM.getFileInfo', { objectId: result.objectId ?? '' })
    return path
  }
}

/** With `undefined` in the form that page-scripts.ts revives. */
function fromShape(message: object): unknown {
  return (JSON.parse(toText(message)) as unknown[])[0]
}
