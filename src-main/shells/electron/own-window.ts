import { BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron'
import type { z } from 'zod'
import { isAppUrl } from './url-policy.ts'

/**
 * Answers a message of our own window and of nobody else: it must come from the main frame of our own page and be of
 * the form that the schema gives. The sender is told of a refusal, not why the form was wrong.
 */
export function answerOwnWindow<Input, Answer>(
  channel: string,
  schema: z.ZodType<Input>,
  work: (input: Input, window: BrowserWindow) => Answer | Promise<Answer>,
): void {
  ipcMain.handle(channel, (event, input: unknown) => {
    const window = BrowserWindow.fromWebContents(event.sender)
    if (!window || !isOwnMainFrame(event)) throw new Error('refused: the request is not from our window')
    const read = schema.safeParse(input)
    if (!read.success) throw new Error('refused: the request is not of the form that was agreed')
    return work(read.data, window)
  })
}

function isOwnMainFrame({ sender, senderFrame }: IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && isAppUrl(senderFrame.url)
}
