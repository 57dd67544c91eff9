import { describe, expect, it } from 'vitest'
import { bitWidth, readRuns } from './parquet-runs.ts'

describe('readRuns', () => {
  it('reads runs and packed bits, of values over the edges of bytes', () => {
    const output = new Int32Array(11)
    // A run of three 5s; then eight values of three bits, 0 to 7, as the format's description packs them.
    const bytes = Uint8Array.of(3 << 1, 5, (1 << 1) | 1, 0b10001000, 0b11000110, 0b11111010)
    expect(readRuns(bytes, 0, 3, output)).toBe(bytes.length)
    expect([...output]).toEqual([5, 5, 5, 0, 1, 2, 3, 4, 5, 6, 7])
  })

  it('reads values of 32 bits', () => {
    const output = new Int32Array(1)
    readRuns(Uint8Array.of(1 << 1, 1, 2, 3, 0x7f), 0, 32, output)
    expect(output[0]).toBe(0x7f030201)
  })

  it('fills what there is to fill, however long a run claims to be', () => {
    const output = new Uint8Array(4)
    readRuns(Uint8Array.of(0xfe, 0xff, 0xff, 0xff, 0x0f, 1), 0, 1, output)
    expect([...output]).toEqual([1, 1, 1, 1])
  })

  it('says where the bytes end too soon', () => {
    for (const bytes of [[], [0xff], [3 << 1], [(1 << 1) | 1, 0]]) {
      expect(() => readRuns(Uint8Array.from(bytes), 0, 3, new Uint8Array(8))).toThrow(RangeError)
    }
  })
})

it('knows how many bits a level takes', () => {
  expect([0, 1, 2, 3, 4].map(bitWidth)).toEqual([0, 1, 2, 2, 3])
})
