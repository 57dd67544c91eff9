import { hash } from 'node:crypto'

/**
 * Remembers which ids occurred, in 8 to 32 bytes each whatever their length: the first 64 bits of their SHA-256 in
 * an open-addressing table. Among ten million ids the chance that two different ones are taken for the same is
 * three in a million.
 */
export class IdSet {
  #size = 0
  /** Pairs of 32-bit halves; a pair of zeros is a free slot. */
  #table = new Uint32Array(2 * 1024)

  /** Adds an id; answers false when it was there already. */
  add(id: string): boolean {
    const digest = hash('sha256', id, 'buffer')
    // Never zero, which marks a free slot.
    const added = this.#insert(digest.readUInt32LE(0) || 1, digest.readUInt32LE(4))
    if (added && ++this.#size > this.#table.length / 4) this.#grow()
    return added
  }

  #insert(high: number, low: number): boolean {
    const slots = this.#table.length / 2
    for (let slot = low % slots; ; slot = (slot + 1) % slots) {
      const at = slot * 2
      if (this.#table[at] === 0) {
        this.#table[at] = high
        this.#table[at + 1] = low
        return true
      }
      if (this.#table[at] === high && this.#table[at + 1] === low) return false
    }
  }

  #grow(): void {
    const old = this.#table
    this.#table = new Uint32Array(old.length * 2)
    for (let at = 0; at < old.length; at += 2) {
      if (old[at] !== 0) this.#insert(old[at], old[at + 1])
    }
  }
}
