import type { GivenLabelUse } from '../contract/data.ts'
import type { GivenWord } from './given-labels.ts'

/** What annotations say of one image. */
interface Said {
  category: number | string
  /** Another category than the first, if there is one: then the image has no class. */
  other: number | string | null
  /** Who said it and when; null for annotations that tell neither, which are most. */
  by: { annotator: string | null; at: string | null } | null
}

/** The classes of images, gathered from COCO's annotations: a few numbers for each image, whatever else they hold. */
export class CocoClasses {
  readonly #use: GivenLabelUse
  readonly #names = new Map<number | string, string>()
  readonly #said = new Map<number | string, Said | Said[]>()
  readonly #people = new Map<string, string>()

  constructor(use: GivenLabelUse) {
    this.#use = use
  }

  /** @param list `annotations` or `categories` */
  take(list: string, value: unknown): void {
    if (typeof value !== 'object' || value === null) return
    const entry = value as Record<string, unknown>
    if (list === 'categories') this.#takeCategory(entry)
    else if (this.#use !== 'out') this.#takeAnnotation(entry)
  }

  /** What is said of an image, or why that cannot be taken. */
  of(imageId: unknown): { words: GivenWord[] } | { reason: string } {
    const said = isKey(imageId) ? this.#said.get(imageId) : undefined
    if (said === undefined) return { words: [] }
    const all = Array.isArray(said) ? said : [said]
    const mixed = all.find(({ other }) => other !== null)
    if (mixed !== undefined) {
      const names = [mixed.category, mixed.other as number | string].map((each) => `"${this.#nameOf(each)}"`)
      return { reason: `it has annotations of several classes, ${names.join(' and ')}; samples have one` }
    }
    return { words: all.map(({ category, by }) => ({ name: this.#nameOf(category), ...by })) }
  }

  #takeCategory({ id, name }: Record<string, unknown>): void {
    if (isKey(id))
      this.#names.set(id, typeof name === 'string' && name.trim() !== '' ? name.trim() : String(id))
  }

  #takeAnnotation(entry: Record<string, unknown>): void {
    const { image_id: image, category_id: category } = entry
    if (!isKey(image) || !isKey(category)) return
    const attributes = (entry.attributes ?? {}) as Record<string, unknown>
    const source = attributes.label_source
    // A score without a word on who gave it is a model's.
    if (source === undefined ? entry.score !== undefined : source === 'model') return
    const annotator = typeof attributes.annotator === 'string' ? this.#intern(attributes.annotator) : null
    const at = typeof attributes.labeled_at === 'string' ? attributes.labeled_at : null
    const by = annotator === null && at === null ? null : { annotator, at }
    this.#add(image, { category, other: null, by })
  }

  /** Several people may say different things; one person who says several has drawn boxes around several things. */
  #add(image: number | string, said: Said): void {
    const before = this.#said.get(image)
    if (before === undefined) {
      this.#said.set(image, said)
      return
    }
    const all = Array.isArray(before) ? before : [before]
    const same = all.find(({ by }) => (by?.annotator ?? null) === (said.by?.annotator ?? null))
    if (same === undefined) this.#said.set(image, [...all, said])
    else if (same.category !== said.category) same.other ??= said.category
  }

  #nameOf(category: number | string): string {
    return this.#names.get(category) ?? String(category)
  }

  /** One string for a person, however often she occurs. */
  #intern(name: string): string {
    const known = this.#people.get(name)
    if (known === undefined) this.#people.set(name, name)
    return known ?? name
  }
}

function isKey(value: unknown): value is number | string {
  return typeof value === 'number' || typeof value === 'string'
}
