/**
 * Where a key moves to in a vertical list.
 * @param index of the active entry, -1 when there is none
 * @param page entries that Page Up and Page Down pass over
 * @returns the index to go to, not yet held within the list, or null when the key does not move
 */
export function listMove(key: string, index: number, page: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return index + 1
    case 'ArrowUp':
      return index <= 0 ? 0 : index - 1
    case 'PageDown':
      return index + page
    case 'PageUp':
      return index - page
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}
