import { FewlabelError } from '../contract/errors.ts'
import { readValue, skipSpace, splitValues } from './arff-tokens.ts'

export interface ArffAttribute {
  name: string
  kind: 'number' | 'text' | 'nominal'
  /** nominal: the values there are, in the order of their declaration. */
  values: string[]
}

/** Collects the attributes that an ARFF file declares, line by line, until its data begin. */
export class ArffHeader {
  readonly attributes: ArffAttribute[] = []
  readonly #path: string
  #hasRelation = false

  constructor(path: string) {
    this.#path = path
  }

  /**
   * @returns whether the data begin after this line
   * @throws FewlabelError — `source-damaged` for a line that is no declaration, `source-unsupported` for relations
   * within relations
   */
  take(line: string, number: number): boolean {
    const text = line.trim()
    if (text === '' || text.startsWith('%')) return false
    const keyword = /^@([a-z]+)/i.exec(text)?.[1].toLowerCase()
    if (keyword === 'relation') {
      this.#hasRelation = true
      return false
    }
    if (keyword === 'data' && this.#hasRelation && this.attributes.length > 0) return true
    if (keyword === 'attribute') {
      this.attributes.push(this.#attribute(text.slice('@attribute'.length), number))
      return false
    }
    throw this.#fault(number, keyword === 'data' ? 'data without attributes' : `"${text.slice(0, 60)}"`)
  }

  #attribute(text: string, number: number): ArffAttribute {
    const name = readValue(text, 0, '', true)
    if (name === null || (name.text === '' && !name.quoted))
      throw this.#fault(number, 'an attribute without a name')
    const type = text.slice(skipSpace(text, name.end)).trim()
    if (type.startsWith('{')) {
      const values = type.endsWith('}') ? splitValues(type.slice(1, -1)) : null
      if (values === null) throw this.#fault(number, 'a list of values that does not end')
      return { name: name.text, kind: 'nominal', values: values.map((value) => value.text) }
    }
    const word = /^[a-z]+/i.exec(type)?.[0].toLowerCase()
    if (word === 'numeric' || word === 'real' || word === 'integer') {
      return { name: name.text, kind: 'number', values: [] }
    }
    if (word === 'string' || word === 'date') return { name: name.text, kind: 'text', values: [] }
    if (word === 'relational') {
      throw new FewlabelError('source-unsupported', `"${this.#path}" holds tables within a table.`, {
        file: this.#path,
        place: `line ${number}`,
        expected: 'attributes that are numbers, texts, dates or one of several values',
        found: `the relational attribute "${name.text}"`,
        remedy: 'Flatten it first.',
      })
    }
    throw this.#fault(number, `the type "${type.slice(0, 40)}"`)
  }

  #fault(number: number, found: string): FewlabelError {
    return new FewlabelError(
      'source-damaged',
      `Line ${number} of "${this.#path}" is no part of an ARFF header.`,
      {
        file: this.#path,
        place: `line ${number}`,
        expected: '@relation, then @attribute with a name and a type, then @data',
        found,
        remedy: 'Correct the line.',
      },
    )
  }
}
