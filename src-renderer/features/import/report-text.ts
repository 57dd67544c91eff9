import type { ImportProblem, ImportReport } from '../../../src-main/contract/data.ts'

/** One problem a line, tab-separated: file, place, reason. */
export function problemsAsText(problems: ImportProblem[]): string {
  return problems.map(({ file, place, reason }) => [file, place ?? '', reason].join('\t')).join('\n')
}

/** One duplicate a line, tab-separated: skipped sample, the one already there. */
export function duplicatesAsText(duplicates: ImportReport['duplicateExamples']): string {
  return duplicates.map(({ skipped, sameAs }) => [skipped, sameAs].join('\t')).join('\n')
}
