import type { Dialog } from 'electron'
import { refusing } from './refusal.ts'

/** So long may a test take to answer before the question counts as forgotten. */
const patience = 20_000

type Question = 'showOpenDialog' | 'showSaveDialog' | 'showMessageBox' | 'showCertificateTrustDialog'

/** Dialogs are answered by tests, which put their answer in the method's place, as they do with Electron's. */
export const dialog = refusing('Dialog', {
  showOpenDialog: unanswered('showOpenDialog') as Dialog['showOpenDialog'],
  showSaveDialog: unanswered('showSaveDialog') as Dialog['showSaveDialog'],
  showMessageBox: unanswered('showMessageBox') as Dialog['showMessageBox'],
  showMessageBoxSync: unansweredAtOnce('showMessageBoxSync') as Dialog['showMessageBoxSync'],
  showOpenDialogSync: unansweredAtOnce('showOpenDialogSync') as Dialog['showOpenDialogSync'],
  showSaveDialogSync: unansweredAtOnce('showSaveDialogSync') as Dialog['showSaveDialogSync'],
  showErrorBox(title, content) {
    console.error(`${title}\n${content}`)
  },
} satisfies Partial<Dialog>)

function unanswered(name: Question) {
  return (...args: unknown[]) =>
    new Promise((_, reject) => {
      setTimeout(() => reject(new Error(told(name, args))), patience)
    })
}

function unansweredAtOnce(name: string) {
  return (...args: unknown[]): never => {
    throw new Error(told(name, args))
  }
}

function told(name: string, args: unknown[]): string {
  return `Nobody answered dialog.${name}, which asked: ${JSON.stringify(args.at(-1))}`
}
