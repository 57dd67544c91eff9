import { ByteWriter, type ColumnSource, ParquetWriter, type SchemaElement } from 'hyparquet-writer'
import type { HashedFile } from './export-output.ts'
import type { ExportJob } from './export-writer.ts'

/**
 * A group is encoded at one go and kept until then: so small that labels hardly wait for it, and that neither many rows
 * nor wide ones take much memory.
 */
const mostRows = 4096
const mostValues = 262_144
const mostBytes = 16 * 2 ** 20

/** One column of a file. */
export interface ParquetColumn {
  schema: SchemaElement[]
  /** Cells that hardly repeat need no dictionary. */
  isPlain?: boolean
}

/** A Parquet file with a row group every few thousand rows. */
export class ParquetTable {
  readonly #columns: ReadonlyMap<string, ParquetColumn>
  readonly #writer: ParquetWriter
  #group: RowGroup

  /** @param features of single columns, as Hugging Face's `datasets` describes them in the metadata */
  constructor(
    file: HashedFile,
    columns: ReadonlyMap<string, ParquetColumn>,
    features: object,
    { name, version }: ExportJob['program'],
  ) {
    this.#columns = columns
    this.#group = new RowGroup(columns)
    this.#writer = new ParquetWriter({
      writer: new FileBytes(file),
      schema: [
        { name: 'root', num_children: columns.size },
        ...Array.from(columns.values(), ({ schema }) => schema).flat(),
      ],
      kvMetadata: [{ key: 'huggingface', value: JSON.stringify({ info: { features } }) }],
      createdBy: `${name} version ${version}`,
    })
  }

  /** One row, in the order of the columns. */
  async add(cells: readonly unknown[]): Promise<void> {
    this.#group.add(cells)
    if (!this.#group.isFull) return
    await this.#group.writeTo(this.#writer)
    this.#group = new RowGroup(this.#columns)
  }

  /** Writes what is left; the file itself stays open. */
  async finish(): Promise<void> {
    await this.#group.writeTo(this.#writer)
    await this.#writer.finish()
  }
}

/** Rows on their way, column by column. */
class RowGroup {
  readonly #columns: ReadonlyMap<string, ParquetColumn>
  readonly #data: unknown[][]
  #values = 0
  #bytes = 0

  constructor(columns: ReadonlyMap<string, ParquetColumn>) {
    this.#columns = columns
    this.#data = Array.from(columns, () => [])
  }

  get isFull(): boolean {
    return this.#data[0].length >= mostRows || this.#values >= mostValues || this.#bytes >= mostBytes
  }

  /** In the order of the columns. */
  add(cells: readonly unknown[]): void {
    for (let c = 0; c < cells.length; c++) {
      const cell = cells[c]
      this.#data[c].push(cell)
      if (Array.isArray(cell)) this.#values += cell.length
      else if (typeof cell === 'string') this.#bytes += cell.length
      else if (cell !== null && typeof cell === 'object' && 'bytes' in cell)
        this.#bytes += (cell.bytes as Uint8Array).length
    }
  }

  async writeTo(writer: ParquetWriter): Promise<void> {
    const rows = this.#data[0].length
    if (rows === 0) return
    const columnData = Array.from(this.#columns, ([name, { isPlain }], c): ColumnSource => {
      const data = this.#data[c] as ColumnSource['data']
      return isPlain ? { name, data, encoding: 'PLAIN', statistics: false } : { name, data }
    })
    await writer.write({ columnData, rowGroupSize: rows })
  }
}

/** Collects the bytes of a group, which go to the file when it is whole. */
class FileBytes extends ByteWriter {
  readonly #file: HashedFile

  constructor(file: HashedFile) {
    super()
    this.#file = file
  }

  async flush(): Promise<void> {
    await this.#file.write(this.getBytes())
    this.index = 0
  }

  override finish(): Promise<void> {
    return this.flush()
  }
}

export function plain(name: string, type: SchemaElement['type']): SchemaElement {
  return { name, type, repetition_type: 'OPTIONAL' }
}

export function text(name: string): SchemaElement {
  return { ...plain(name, 'BYTE_ARRAY'), converted_type: 'UTF8' }
}

/** Of numbers in single precision. */
export function list(name: string): SchemaElement[] {
  return [
    { name, repetition_type: 'OPTIONAL', converted_type: 'LIST', num_children: 1 },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    plain('element', 'FLOAT'),
  ]
}

/** A column of class numbers from 0, which `datasets` loads as a ClassLabel. */
export function classLabel({ classes }: Pick<ExportJob, 'classes'>) {
  return { names: classes.map(({ name }) => name), _type: 'ClassLabel' }
}
