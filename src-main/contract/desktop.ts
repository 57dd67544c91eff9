import { z } from 'zod'

const path = z.string().min(1).max(4096)

export const fileDialogRequestSchema = z.object({
  /** `open-any` takes files and folders; `save-*` names something that need not be there yet. */
  kind: z.enum(['open-file', 'open-folder', 'open-any', 'save-file', 'save-folder']),
  title: z.string().max(200),
  /** Word on the main button. */
  action: z.string().max(100),
  /** Endings to show, with the dot; all files where absent. */
  extensions: z
    .array(z.string().regex(/^(?:\.[a-z0-9_-]{1,24}){1,3}$/i))
    .max(50)
    .optional(),
  /** Folder to begin in. */
  folder: path.optional(),
  /** Proposed name for `save-*`. */
  name: z.string().max(255).optional(),
})
export type FileDialogRequest = z.infer<typeof fileDialogRequestSchema>

/**
 * What the system's menus ask the window to do. Each is a command of the window's own table of keys
 * (src-renderer/lib/keymap.ts), under the same name.
 */
export const menuCommands = [
  'about',
  'help',
  'tour',
  'palette',
  'preferences',
  'export',
  'undo',
  'redo',
  'go-data',
  'go-training',
  'go-labeling',
  'go-quality',
  'queue',
  'map',
] as const
export const menuCommandSchema = z.enum(menuCommands)
export type MenuCommand = z.infer<typeof menuCommandSchema>

/** How the window looks, for what the system draws around it: frame, menus, dialogs, notifications. */
export const windowLookSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  language: z.enum(['en', 'de']),
  /** Keys of its commands as they are bound now, to be printed in the menus, as Electron writes them: `CmdOrCtrl+K`. */
  keys: z.partialRecord(menuCommandSchema, z.string().max(60)).optional(),
})
export type WindowLook = z.infer<typeof windowLookSchema>

/** Folders that people may want to see in their file manager. */
export const shownFolderSchema = z.enum(['logs', 'projects'])
export type ShownFolder = z.infer<typeof shownFolderSchema>

/** Where something lies that is to be shown; only ever shown, never opened. */
export const shownItemSchema = path

/** `window.fewlabel`: what a web page cannot do. There in the Electron shell only. */
export interface DesktopBridge {
  readonly shell: 'electron'
  /** The system's dialog; the absolute path, or null when it was closed without a choice. */
  chooseFile(request: FileDialogRequest): Promise<string | null>
  /** Calls `listener` for what is chosen in the menus; returns the function that ends it. */
  onMenu(listener: (command: MenuCommand) => void): () => void
  /** Told at the start and after each change. */
  setLook(look: WindowLook): Promise<void>
  /** Opens it in the system's file manager. */
  showFolder(folder: ShownFolder): Promise<void>
  /** Shows a file or folder, chosen, in the system's file manager. */
  showItem(path: string): Promise<void>
  /** Where a dropped file or folder lies; null for one that lies nowhere, as what another page made. */
  pathOf(file: File): Promise<string | null>
}

/** The only addresses outside that a link of the window may lead to; they open in the person's browser. */
export const externalLinks = ['https://www.apache.org/licenses/LICENSE-2.0'] as const
