import { externalLinks } from '../../contract/desktop.ts'

/** Whether a link of the window may be opened in the person's browser: only those agreed on, to the letter. */
export function isExternalLink(address: string): boolean {
  return externalLinks.some((link) => link === address)
}
