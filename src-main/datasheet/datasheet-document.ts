import type { Datasheet, DatasheetLanguage } from '../contract/datasheet.ts'
import type { SheetDocument } from './blocks.ts'
import { bias } from './sections/bias.ts'
import { composition, glance } from './sections/composition.ts'
import { labeling } from './sections/labeling.ts'
import { limits } from './sections/limits.ts'
import { model, record } from './sections/model.ts'
import { quality } from './sections/quality.ts'
import { answers, type SectionInput } from './sections/section-input.ts'
import { sheetFormat } from './sheet-format.ts'
import { de } from './words/de.ts'
import { en } from './words/en.ts'

/** The sheet in words, section by section; every format is written from this. */
export function datasheetDocument(sheet: Datasheet, language: DatasheetLanguage): SheetDocument {
  const words = language === 'de' ? de : en
  const format = sheetFormat(language)
  const names = new Map(sheet.classes.map(({ id, name }) => [id, name]))
  const input: SectionInput = { sheet, words, format, className: (id) => names.get(id) ?? '–' }
  const title = sheet.setup.title || sheet.project
  return {
    language,
    title,
    subtitle: `${words.subtitle} · ${format.day(sheet.madeAt)}`,
    footer: words.footer(title, format.day(sheet.madeAt)),
    page: (page, pages) => words.page(format.count(page), format.count(pages)),
    unprintable: words.unprintable,
    sections: [
      glance(input),
      { title: words.titles.motivation, blocks: answers(input, ['purpose', 'creators', 'funding']) },
      composition(input),
      { title: words.titles.collection, blocks: answers(input, ['collection', 'consent']) },
      labeling(input),
      quality(input),
      bias(input),
      limits(input),
      model(input),
      { title: words.titles.uses, blocks: answers(input, ['uses', 'unsuitable']) },
      { title: words.titles.distribution, blocks: answers(input, ['licence', 'distribution']) },
      { title: words.titles.maintenance, blocks: answers(input, ['contact', 'maintenance']) },
      record(input),
    ],
  }
}
