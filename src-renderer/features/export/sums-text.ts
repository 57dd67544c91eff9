import type { ExportReport } from '../../../src-main/contract/export.ts'

/** As `sha256sum --check` reads it: the sum, two blanks, the name. */
export function sumsAsText(files: ExportReport['files']): string {
  return files.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('')
}
