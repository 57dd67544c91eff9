import type { Circumstances } from './records.ts'

/** Machines by letters, engines by versions. */
export class Legend {
  readonly #machines: string[] = []
  readonly #engines = new Set<string>()

  /** Where, from which sources and when, as short as it gets. */
  of({ machine, commit, date }: Circumstances): string {
    const { processor, cores, memoryGigabytes, system, node } = machine
    const text = `${processor}, ${cores} cores, ${memoryGigabytes} GB, ${system}, Node ${node}`
    if (!this.#machines.includes(text)) this.#machines.push(text)
    return `${letter(this.#machines.indexOf(text))}, ${commit}, ${date.slice(0, 10)}`
  }

  engine({ engine, engineVersion }: { engine: string; engineVersion: string }): string {
    const library = engine === 'native' ? 'TensorFlow' : 'TensorFlow.js WebAssembly'
    this.#engines.add(`${engine}: ${library} ${engineVersion}`)
    return engine
  }

  text(): string {
    if (this.#machines.length === 0) return 'Nothing has been measured yet.'
    const machines = this.#machines.map((text, i) => `- ${letter(i)}: ${text}`)
    return ['## Machines', '', ...machines, ...[...this.#engines].map((engine) => `- ${engine}`)].join('\n')
  }
}

function letter(place: number): string {
  return String.fromCharCode(65 + place)
}
