import { gzipSync } from 'node:zlib'
import * as fc from 'fast-check'

/** A file that was damaged, and how, so that a failure can be told and repeated. */
export interface DamagedFile {
  how: string
  bytes: Uint8Array
}

type Damage = (bytes: Uint8Array) => Uint8Array

/** Larger ones come of copying copies; they would say nothing more. */
const largest = 1024 * 1024

/** Sizes and counts as hostile headers claim them. */
const hugeNumbers = [0, 1, 0x7f, 0xff, 0x7fff, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_fff0, 0xffff_ffff]

/** Words that mean something to one reader or another. */
const strangeWords = [
  'NaN',
  'null',
  '-',
  '1e999',
  '-1e39',
  '0x1F',
  '٣',
  '""',
  '"',
  "'",
  '{',
  '}',
  '[',
  ']]]]]]]]',
  '[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[',
  ',,,,',
  ':',
  '\\',
  '\\ud800',
  '\n',
  '\r',
  '%',
  '#',
  '?',
  '../../../etc/passwd',
  '/etc/hostname',
  'https://example.org/a.png',
  'data:image/png;base64,AAAA',
  '9'.repeat(400),
  'x'.repeat(5000),
  '\u2028',
  '\u0000',
  '\ufeff',
  '__proto__',
]

/**
 * Damages of a valid file: cut short, bytes changed, pieces dropped, doubled and swapped, sizes made huge, tokens
 * exchanged, written in another encoding, packed; up to three of them on top of each other.
 */
export function damagedFiles(valid: Uint8Array, isText: boolean): fc.Arbitrary<DamagedFile> {
  const damage = isText ? fc.oneof(...binaryDamages, ...textDamages) : fc.oneof(...binaryDamages)
  const some = fc.oneof(
    { arbitrary: fc.tuple(damage), weight: 3 },
    { arbitrary: fc.array(damage, { minLength: 2, maxLength: 3 }), weight: 1 },
  )
  return some.map((steps: Step[]) => {
    let bytes = valid
    for (const { apply } of steps) {
      const next = apply(bytes)
      if (next.length <= largest) bytes = next
    }
    return { how: steps.map(({ name }) => name).join(', then '), bytes }
  })
}

interface Step {
  name: string
  apply: Damage
}

/** A place in a file of whatever length, all of them alike: by itself fast-check prefers small numbers. */
const places = 1_000_000
const place = fc.noBias(fc.integer({ min: 0, max: places })).map((n) => n / places)
const at = (bytes: Uint8Array, where: number) =>
  Math.min(bytes.length, Math.floor(where * (bytes.length + 1)))

const binaryDamages: fc.Arbitrary<Step>[] = [
  place.map((where) => ({
    name: `cut at ${where.toFixed(4)}`,
    apply: (bytes) => bytes.slice(0, at(bytes, where)),
  })),
  fc
    .array(fc.tuple(place, fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 8 })
    .map((flips) => ({
      name: `${flips.length} bytes changed from ${flips[0][0].toFixed(4)}`,
      apply: (bytes) => {
        const copy = bytes.slice()
        for (const [where, change] of flips)
          if (copy.length > 0) copy[Math.min(copy.length - 1, at(bytes, where))] ^= change
        return copy
      },
    })),
  fc.tuple(place, place, fc.constantFrom('dropped', 'doubled', 'moved to the front', 'made zeros')).map(
    ([one, other, what]): Step => ({
      name: `${one.toFixed(4)} to ${other.toFixed(4)} ${what}`,
      apply: (bytes) => {
        const from = at(bytes, Math.min(one, other))
        const to = at(bytes, Math.max(one, other))
        const [before, piece, after] = [bytes.slice(0, from), bytes.slice(from, to), bytes.slice(to)]
        if (what === 'dropped') return concat(before, after)
        if (what === 'doubled') return concat(before, piece, piece, after)
        return what === 'made zeros' ? concat(before, piece.fill(0), after) : concat(piece, before, after)
      },
    }),
  ),
  fc.tuple(place, fc.constantFrom(...hugeNumbers), fc.constantFrom(1, 2, 4, 8), fc.boolean()).map(
    ([where, number, width, little]): Step => ({
      name: `${number} in ${width} bytes at ${where.toFixed(4)}, ${little ? 'little' : 'big'} end first`,
      apply: (bytes) => {
        const copy = bytes.slice()
        const written = numberBytes(number, width, little)
        copy.set(
          written.subarray(0, Math.max(0, copy.length - at(bytes, where))),
          Math.min(copy.length, at(bytes, where)),
        )
        return copy
      },
    }),
  ),
  fc.tuple(place, fc.uint8Array({ minLength: 1, maxLength: 64 })).map(([where, noise]) => ({
    name: `${noise.length} bytes of noise at ${where.toFixed(4)}`,
    apply: (bytes) => concat(bytes.slice(0, at(bytes, where)), noise, bytes.slice(at(bytes, where))),
  })),
  place.map((where) => ({
    name: `packed, cut at ${where.toFixed(4)}`,
    apply: (bytes) => {
      const packed = new Uint8Array(gzipSync(bytes))
      return where > 0.7 ? packed : packed.slice(0, at(packed, where))
    },
  })),
]

const textDamages: fc.Arbitrary<Step>[] = [
  fc.tuple(place, fc.constantFrom(...strangeWords)).map(([where, word]) => ({
    name: `a token exchanged for ${JSON.stringify(word.slice(0, 20))} at ${where.toFixed(4)}`,
    apply: inText((text) => {
      const tokens = [...text.matchAll(/[^\s,;:{}[\]"]+/g)]
      if (tokens.length === 0) return word
      const token = tokens[Math.min(tokens.length - 1, Math.floor(where * tokens.length))]
      return text.slice(0, token.index) + word + text.slice(token.index + token[0].length)
    }),
  })),
  fc.tuple(place, fc.constantFrom(...strangeWords)).map(([where, word]) => ({
    name: `${JSON.stringify(word.slice(0, 20))} put in at ${where.toFixed(4)}`,
    apply: inText((text) => {
      const from = Math.floor(where * text.length)
      return text.slice(0, from) + word + text.slice(from)
    }),
  })),
  fc.tuple(place, place).map(([one, other]) => ({
    name: `lines at ${one.toFixed(4)} and ${other.toFixed(4)} swapped`,
    apply: inText((text) => {
      const lines = text.split('\n')
      const [i, j] = [one, other].map((where) => Math.min(lines.length - 1, Math.floor(where * lines.length)))
      ;[lines[i], lines[j]] = [lines[j], lines[i]]
      return lines.join('\n')
    }),
  })),
  fc.constantFrom('utf16le', 'utf16be', 'latin1', 'mark', 'crlf', 'returns').map((encoding) => ({
    name: `written as ${encoding}`,
    apply: (bytes) => encoded(Buffer.from(bytes).toString('utf8'), encoding),
  })),
]

function inText(change: (text: string) => string): Damage {
  return (bytes) => new Uint8Array(Buffer.from(change(Buffer.from(bytes).toString('utf8'))))
}

function encoded(text: string, encoding: string): Uint8Array {
  if (encoding === 'latin1') return new Uint8Array(Buffer.from(`${text}\u00e4`, 'latin1'))
  if (encoding === 'mark') return new Uint8Array(Buffer.from(`\ufeff${text}`))
  if (encoding === 'crlf') return new Uint8Array(Buffer.from(text.replaceAll('\n', '\r\n')))
  if (encoding === 'returns') return new Uint8Array(Buffer.from(text.replaceAll('\n', '\r')))
  const wide = Buffer.from(`\ufeff${text}`, 'utf16le')
  return new Uint8Array(encoding === 'utf16be' ? wide.swap16() : wide)
}

function numberBytes(number: number, width: number, little: boolean): Uint8Array {
  const bytes = new Uint8Array(width)
  for (let i = 0, rest = number; i < width; i++, rest = Math.floor(rest / 256)) {
    bytes[little ? i : width - 1 - i] = rest % 256
  }
  return bytes
}

function concat(...parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}
