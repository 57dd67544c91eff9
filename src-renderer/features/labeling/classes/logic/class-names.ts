/** Names somebody typed or pasted, one per line or with commas, semicolons or tabs between: "cat, dog,, cat" → ["cat", "dog"] */
export function namesIn(text: string): string[] {
  const names = text.split(/[\n\r,;\t]/).map((name) => name.trim().replace(/\s+/g, ' '))
  return [...new Set(names.filter(Boolean))]
}

/** How a name is compared: two classes may not differ in upper and lower case alone. */
export const sameName = (a: string, b: string) =>
  a.trim().toLocaleLowerCase() === b.trim().toLocaleLowerCase()

/** Names that are not among the classes yet, and how many are. */
export function newNames(
  names: readonly string[],
  classes: readonly { name: string }[],
): { fresh: string[]; known: number } {
  const taken = new Set(classes.map(({ name }) => name.toLocaleLowerCase()))
  const fresh = names.filter((name) => !taken.has(name.toLocaleLowerCase()))
  return { fresh, known: names.length - fresh.length }
}

/** "Animals / Birds" → ["Animals", "Birds"], outermost first; at most eight. */
export function parseGroup(text: string): string[] {
  return text
    .split('/')
    .map((part) => part.trim())
    .filter(Boolean)
    .slice(0, 8)
}

export function groupText(group: readonly string[]): string {
  return group.join(' / ')
}

/** Every group there is, with those around it, as they are written in the field. */
export function knownGroups(classes: readonly { group: readonly string[] }[]): string[] {
  const groups = new Set<string>()
  for (const { group } of classes) {
    for (let depth = 1; depth <= group.length; depth++) groups.add(groupText(group.slice(0, depth)))
  }
  return [...groups].sort((a, b) => a.localeCompare(b))
}
