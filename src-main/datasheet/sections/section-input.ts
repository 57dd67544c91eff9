import type { Datasheet, DatasheetQuestion } from '../../contract/datasheet.ts'
import type { Block } from '../blocks.ts'
import type { SheetFormat } from '../sheet-format.ts'
import type { DatasheetWords } from '../words/en.ts'

/** What every section is written from. */
export interface SectionInput {
  sheet: Datasheet
  words: DatasheetWords
  format: SheetFormat
  /** What a class is called; by id. */
  className: (id: number) => string
}

/** Questions that only the lead can answer, with her answers; one she left out is said to be missing. */
export function answers({ sheet, words }: SectionInput, questions: readonly DatasheetQuestion[]): Block[] {
  return questions.flatMap((question): Block[] => {
    const given = sheet.setup.answers[question] ?? ''
    return [
      { kind: 'heading', text: words.questions[question] },
      ...(given === ''
        ? [{ kind: 'paragraph', text: words.missing, tone: 'missing' } as const]
        : given.split(/\n{2,}/).map((text) => ({ kind: 'paragraph', text }) as const)),
    ]
  })
}

export const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
export const note = (text: string): Block => ({ kind: 'paragraph', text, tone: 'note' })
export const heading = (text: string): Block => ({ kind: 'heading', text })
