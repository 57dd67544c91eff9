import type { Page } from 'playwright/test'

interface Dragged {
  files?: string[]
  items?: { mimeType: string; data: string }[]
}

/** Holds files or folders over the middle of the window, as the system's file manager does, and lets them go there. */
export function dropFiles(page: Page, ...files: string[]): Promise<void> {
  return drop(page, { files })
}

/** The same with a link from another window. */
export function dropLink(page: Page, address: string): Promise<void> {
  return drop(page, { items: [{ mimeType: 'text/uri-list', data: address }] })
}

async function drop(page: Page, { files = [], items = [] }: Dragged): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const { width, height } = page.viewportSize() ?? { width: 800, height: 600 }
  const place = { x: width / 2, y: height / 2, data: { items, files, dragOperationsMask: 1 } }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, ...place })
  await session.detach()
}
