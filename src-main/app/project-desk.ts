import type { ExportChoices, ImportHistory } from '../contract/desk.ts'
import { type CroissantFacts, croissantFactsSchema } from '../contract/export.ts'
import type { Project } from '../project/project.ts'

const factsKey = 'croissant-facts'

/** What the desk of a project's lead shows of what came in, and what there is to choose from when it goes out. */
export class ProjectDesk {
  readonly #project: Project

  constructor(project: Project) {
    this.#project = project
  }

  imports(): ImportHistory {
    const { samples, labels } = this.#project
    const given = labels.current().labels
    let first = 0
    const imports = samples.imports().map(({ id, source, format, importedAt, imported }) => {
      const end = first + imported
      let labeled = 0
      for (; first < end; first++) if (given[first] !== 0) labeled++
      return { id, source, format, at: importedAt, samples: imported, labeled }
    })
    return { imports, recipe: samples.recipe() }
  }

  exportChoices(): ExportChoices {
    const { samples, labels, settings } = this.#project
    const given = labels.current().labels
    const counts = new Map<string, number>()
    for (let ordinal = 0; ordinal < given.length; ordinal++) {
      const annotator = given[ordinal] === 0 ? undefined : labels.origin(ordinal + 1)?.annotator
      if (annotator !== undefined) counts.set(annotator, (counts.get(annotator) ?? 0) + 1)
    }
    return {
      annotators: [...counts]
        .map(([name, count]) => ({ name, labels: count }))
        .sort((a, b) => b.labels - a.labels),
      hasTexts: samples.hasTexts(),
      facts: settings.get(factsKey, croissantFactsSchema) ?? null,
    }
  }

  /** Keeps in the project what the lead said of it, so that nobody is asked twice. */
  rememberFacts(facts: CroissantFacts): void {
    this.#project.settings.set(factsKey, facts)
  }
}
