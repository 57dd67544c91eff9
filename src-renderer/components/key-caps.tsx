import { useCaps } from '../lib/key-bindings.ts'
import type { KeyId } from '../lib/keymap.ts'
import { Kbd } from './kbd.tsx'

/** The keycaps of a command as it is bound at the moment; nothing while it is not. */
export function KeyCaps({ id }: { id: KeyId }) {
  const caps = useCaps(id)
  return caps ? <Kbd caps={caps} /> : null
}
