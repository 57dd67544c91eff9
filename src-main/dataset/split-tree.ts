const splitNames = /^(train|training|val|valid|validation|dev|test|testing|eval|unlabell?ed)$/i

/** Whether the names of images are those of a tree with parts above its classes: `train/cats/1.png`. */
export class SplitTree {
  #classes = false
  #plain = false

  look(name: string): void {
    const parts = name.split('/')
    if (!splitNames.test(parts[0]) || parts.length < 2) this.#plain = true
    else if (parts.length > 2) this.#classes = true
  }

  /** Every image lies in a part, and some of them in a class below it. */
  get found(): boolean {
    return this.#classes && !this.#plain
  }
}
