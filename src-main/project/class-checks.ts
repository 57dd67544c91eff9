import { FewlabelError } from '../contract/errors.ts'
import { classSchema, reservedHotkeys } from '../contract/labeling.ts'

/** The part of a class that others may not share. */
interface Owner {
  id: number
  name: string
}

/** The name as it is kept; throws where it is none, or `owner` has it. */
export function requireName(name: string, ownerOf: (name: string) => Owner | undefined): string {
  const clean = name.normalize('NFC').trim()
  if (!classSchema.shape.name.safeParse(clean).success) {
    throw new FewlabelError('bad-request', 'That is no name for a class.', {
      expected: '1 to 200 characters',
      found: clean === '' ? 'an empty name' : `${clean.length} characters`,
    })
  }
  const owner = ownerOf(clean)
  if (owner) {
    throw new FewlabelError('class-conflict', `There is a class “${owner.name}” already.`, {
      expected: 'a name no other class has, whatever its case',
      found: clean,
      remedy: 'Choose another name, or merge the two classes.',
    })
  }
  return clean
}

/** Throws unless it is a key that classes may have and nobody has. */
export function requireHotkey(
  hotkey: string | null,
  ownerOf: (hotkey: string) => Owner | undefined,
): string | null {
  if (hotkey === null) return null
  if (!classSchema.shape.hotkey.safeParse(hotkey).success) {
    throw new FewlabelError('bad-request', 'That key cannot be used for a class.', {
      expected: 'one digit or lower-case letter',
      found: hotkey,
    })
  }
  if (reservedHotkeys.has(hotkey)) {
    throw new FewlabelError('class-conflict', `The key “${hotkey}” has another use in the window.`, {
      expected: `a digit or a letter other than ${[...reservedHotkeys].join(', ')}`,
      found: hotkey,
      remedy: 'Choose another key.',
    })
  }
  const owner = ownerOf(hotkey)
  if (owner) {
    throw new FewlabelError('class-conflict', `The key “${hotkey}” belongs to “${owner.name}”.`, {
      found: hotkey,
      remedy: `Choose another key, or take it from “${owner.name}” first.`,
    })
  }
  return hotkey
}

export function requireColour(colour: string): string {
  const clean = colour.toLowerCase()
  if (classSchema.shape.colour.safeParse(clean).success) return clean
  throw new FewlabelError('bad-request', 'That is no colour.', { expected: '#rrggbb', found: colour })
}

/** Names of groups as they are kept, outermost first. */
export function requireGroup(path: readonly string[]): string[] {
  const clean = path.map((name) => name.normalize('NFC').trim())
  if (classSchema.shape.group.safeParse(clean).success) return clean
  throw new FewlabelError('bad-request', 'That is no group for a class.', {
    expected: 'at most 8 names of 1 to 200 characters, outermost first',
    found: clean.length > 8 ? `${clean.length} names` : JSON.stringify(clean),
  })
}

export function requireGuideline(guideline: string): string {
  const clean = guideline.trim()
  if (classSchema.shape.guideline.safeParse(clean).success) return clean
  throw new FewlabelError('bad-request', 'The guideline is too long.', {
    expected: 'at most 4,000 characters',
    found: `${clean.length} characters`,
    remedy: 'Say it in fewer words.',
  })
}
