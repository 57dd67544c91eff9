import { createHash } from 'node:crypto'
import {
  type DatasheetDraft,
  type DatasheetReport,
  type DatasheetRequest,
  type DatasheetSetup,
  datasheetQuestions,
  datasheetSetupSchema,
} from '../contract/datasheet.ts'
import { FewlabelError } from '../contract/errors.ts'
import { datasheetDocument } from '../datasheet/datasheet-document.ts'
import { writeHtml } from '../datasheet/write-html.ts'
import { type DatasheetSources, gatherDatasheet } from './datasheet-facts.ts'
import { writeWhole } from './write-whole.ts'

const setupKey = 'datasheet'

export interface DatasheetServiceOptions extends DatasheetSources {
  /** Resolves when the decoder answers as well as it can; see NeighbourhoodService. */
  settled: () => Promise<void>
}

/** What the set is, how it was labeled and how good that is, on paper or as a page. */
export class DatasheetService {
  readonly #options: DatasheetServiceOptions
  #busy = false

  constructor(options: DatasheetServiceOptions) {
    this.#options = options
  }

  /** What the form begins with. */
  draft(): DatasheetDraft {
    const { project, quality } = this.#options
    const { accuracy } = quality.gist()
    return {
      setup: this.#setup(),
      project: project.name,
      accuracy:
        accuracy.state === 'known' ? { value: accuracy.value, low: accuracy.low, high: accuracy.high } : null,
    }
  }

  /** Keeps the lead's answers with the project. */
  keep(setup: DatasheetSetup): DatasheetSetup {
    this.#options.project.settings.set(setupKey, setup)
    return setup
  }

  /** Writes the sheet of the project as it is, whole or not at all. */
  async write({ format, language, out, overwrite }: DatasheetRequest): Promise<DatasheetReport> {
    if (this.#busy) {
      throw new FewlabelError('busy', 'A datasheet is being written already.', { remedy: 'Wait for it.' })
    }
    this.#busy = true
    try {
      await this.#options.settled()
      const madeAt = new Date()
      const setup = this.#setup()
      const sheet = gatherDatasheet(this.#options, setup, madeAt.toISOString())
      const document = datasheetDocument(sheet, language)
      const { bytes, pages, unprintable } =
        format === 'pdf'
          ? await (await loadPdfWriter())(document, madeAt)
          : { bytes: new TextEncoder().encode(writeHtml(document)), pages: null, unprintable: [] }
      return {
        out: await writeWhole(out, bytes, { endings: [`.${format}`], overwrite }),
        format,
        bytes: bytes.length,
        pages,
        unanswered: datasheetQuestions.filter((question) => !setup.answers[question]),
        unprintable,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      }
    } finally {
      this.#busy = false
    }
  }

  #setup(): DatasheetSetup {
    return (
      this.#options.project.settings.get(setupKey, datasheetSetupSchema) ?? datasheetSetupSchema.parse({})
    )
  }
}

/** Loaded when a PDF is asked for: a start waits for no fonts. */
async function loadPdfWriter() {
  return (await import('../datasheet/write-pdf.ts')).writePdf
}
