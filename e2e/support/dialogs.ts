import type { DesktopProgram } from './desktop-program.ts'

/** What a dialog of the system was asked to show. */
export interface AskedDialog {
  method: string
  title?: string
  message?: string
  detail?: string
  buttons?: string[]
  defaultPath?: string
  properties?: string[]
}

/** A path for a file dialog, the words on a button for a question, null for closing it without a choice. */
export type DialogAnswer = { path: string | null } | { button: string }

interface Desk {
  asked: AskedDialog[]
  answers: DialogAnswer[]
  waiting: (() => void)[]
  yesToAll: boolean
}

/**
 * Puts ourselves in the place of the person who answers the system's dialogs, since those cannot be driven from outside:
 * answers are given beforehand, or while the dialog waits.
 */
export async function answerDialogs(program: DesktopProgram): Promise<void> {
  await program.evaluate(({ dialog }) => {
    const desk: Desk = { asked: [], answers: [], waiting: [], yesToAll: false }
    ;(globalThis as unknown as { desk: Desk }).desk = desk
    const ask = (method: string, args: unknown[]) => {
      const { title, message, detail, buttons, defaultPath, properties } = args.at(-1) as AskedDialog
      desk.asked.push({ method, title, message, detail, buttons, defaultPath, properties })
    }
    const result = (method: string, args: unknown[]): unknown => {
      const { buttons = [], cancelId = 0 } = args.at(-1) as { buttons?: string[]; cancelId?: number }
      const answer = desk.answers.shift()
      if (answer && 'path' in answer) {
        const canceled = answer.path === null
        if (method === 'showOpenDialog') return { canceled, filePaths: canceled ? [] : [answer.path] }
        return { canceled, filePath: answer.path ?? '' }
      }
      if (answer && !buttons.includes(answer.button))
        throw new Error(`There is no button "${answer.button}" among ${buttons.join(', ')}.`)
      const response = answer ? buttons.indexOf(answer.button) : desk.yesToAll ? 0 : cancelId
      return method.endsWith('Sync') ? response : { response, checkboxChecked: false }
    }
    const stub = dialog as unknown as Record<string, (...args: unknown[]) => unknown>
    for (const method of ['showOpenDialog', 'showSaveDialog', 'showMessageBox']) {
      stub[method] = async (...args) => {
        ask(method, args)
        if (desk.answers.length === 0 && !desk.yesToAll)
          await new Promise<void>((resolve) => desk.waiting.push(resolve))
        return result(method, args)
      }
    }
    stub.showMessageBoxSync = (...args) => {
      ask('showMessageBoxSync', args)
      return result('showMessageBoxSync', args)
    }
    stub.showErrorBox = (title, content) => {
      desk.asked.push({ method: 'showErrorBox', title: String(title), detail: String(content) })
    }
  })
}

/** Answers the dialog that is open, or else the next one. */
export function answer(program: DesktopProgram, ...answers: DialogAnswer[]): Promise<void> {
  return program.evaluate((_, given) => {
    const { desk } = globalThis as unknown as { desk: Desk }
    desk.answers.push(...given)
    for (const goOn of desk.waiting.splice(0)) goOn()
  }, answers)
}

/** From now on, the first button of every question is pressed. */
export function sayYesToAll(program: DesktopProgram): Promise<void> {
  return program.evaluate(() => {
    const { desk } = globalThis as unknown as { desk: Desk }
    desk.yesToAll = true
    for (const goOn of desk.waiting.splice(0)) goOn()
  })
}

/** The dialogs so far, oldest first. */
export function askedDialogs(program: DesktopProgram): Promise<AskedDialog[]> {
  return program.evaluate(() => (globalThis as unknown as { desk: Desk }).desk.asked)
}
