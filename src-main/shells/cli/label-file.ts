import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { CsvError, type Info, parse } from 'csv-parse'
import { FewlabelError } from '../../contract/errors.ts'

/** One label from a file. */
export interface LabelRow {
  /** Line on which it ends, counting from 1. */
  line: number
  id: string
  label: string
  /** Null where the file does not say. */
  annotator: string | null
}

export interface LabelFile {
  rows: LabelRow[]
  /** Rows of an export that only the model labeled; they are nobody's labels. */
  fromModel: number
}

interface ParsedEntry {
  record: Record<string, string | undefined>
  info: Info
}

/**
 * Reads labels from a CSV file with a header: the columns `id` and `label`, perhaps `annotator`, others are left
 * alone. A file that Fewlabel exported can be read, too: rows whose `label_source` is `model` are left out.
 *
 * @throws FewlabelError `source-not-found`, `source-mismatch` (a column is missing), `source-damaged` (ragged, not
 *   CSV, a row without id or label), `source-empty`
 */
export async function readLabelFile(file: string): Promise<LabelFile> {
  const result: LabelFile = { rows: [], fromModel: 0 }
  try {
    const parser = parse({
      bom: true,
      columns: (header: string[]) => requireColumns(header, file),
      info: true,
      skip_empty_lines: true,
    })
    await pipeline(createReadStream(file), parser, async (entries) => {
      for await (const { record, info } of entries as AsyncIterable<ParsedEntry>) {
        if (record.label_source === 'model') result.fromModel++
        else result.rows.push(labelRow(record, info.lines, file))
      }
    })
  } catch (thrown) {
    throw labelFileError(thrown, file)
  }
  if (result.rows.length === 0) {
    throw new FewlabelError('source-empty', 'There are no labels in the file.', {
      file,
      found: result.fromModel > 0 ? `${result.fromModel} rows that only the model labeled` : 'no rows',
    })
  }
  return result
}

function labelRow(record: ParsedEntry['record'], line: number, file: string): LabelRow {
  const id = record.id ?? ''
  const label = (record.label ?? '').trim()
  if (id === '' || label === '') {
    throw new FewlabelError('source-damaged', `A row has no ${id === '' ? 'id' : 'label'}.`, {
      file,
      place: `line ${line}`,
      remedy: 'Fill it in, or take the row out.',
    })
  }
  return { line, id, label, annotator: record.annotator?.trim() || null }
}

function requireColumns(header: string[], file: string): string[] {
  const names = header.map((name) => name.trim().toLowerCase())
  for (const column of ['id', 'label']) {
    if (names.includes(column)) continue
    throw new FewlabelError('source-mismatch', `The file has no column “${column}”.`, {
      file,
      expected: 'a header with the columns id and label',
      found: header.slice(0, 20).join(', '),
    })
  }
  return names
}

function labelFileError(thrown: unknown, file: string): FewlabelError {
  if (thrown instanceof FewlabelError) return thrown
  if (thrown instanceof CsvError) {
    return new FewlabelError(
      'source-damaged',
      'The file is not proper CSV.',
      {
        file,
        place: `line ${(thrown as CsvError & { lines?: number }).lines ?? '?'}`,
        found: thrown.message,
      },
      { cause: thrown },
    )
  }
  const { code } = thrown as NodeJS.ErrnoException
  if (code === 'ENOENT' || code === 'EISDIR' || code === 'EACCES') {
    return new FewlabelError(
      'source-not-found',
      code === 'ENOENT' ? 'There is no such file.' : 'The file cannot be read.',
      { file },
      { cause: thrown },
    )
  }
  return FewlabelError.from(thrown)
}
