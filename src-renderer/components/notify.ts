import { Toast } from '@base-ui/react/toast'
import { errorHeading, toErrorDocument } from '../lib/errors.ts'

export const toastManager = Toast.createToastManager()

export interface Notice {
  title: string
  detail?: string
  action?: { label: string; onAction: () => void }
  tone?: 'neutral' | 'success' | 'warning' | 'danger'
  /** A notice with the id of one on screen takes its place. */
  id?: string
  /** How long it stays; 0 for until dismissed. */
  seconds?: number
}

/** Shows a short message that leaves by itself; assistive technology hears it. */
export function notify({
  title,
  detail,
  action,
  tone = 'neutral',
  id,
  seconds = action ? 8 : 5,
}: Notice): void {
  toastManager.add({
    id,
    title,
    description: detail,
    type: tone,
    timeout: seconds * 1000,
    priority: tone === 'danger' ? 'high' : 'low',
    actionProps: action && { children: action.label, onClick: action.onAction },
  })
}

/** The usual answer to a failed mutation: what happened and what to do. */
export function notifyError(thrown: unknown): void {
  const error = toErrorDocument(thrown)
  notify({
    title: errorHeading(error),
    detail: [error.message, error.remedy].filter(Boolean).join(' '),
    tone: 'danger',
    seconds: 10,
  })
}
