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

/** `window.fewlabel`: what a web page cannot do. There in the Electron shell only. */
export interface DesktopBridge {
  readonly shell: 'electron'
  /** The system's dialog; the absolute path, or null when it was closed without a choice. */
  chooseFile(request: FileDialogRequest): Promise<string | null>
}
