import { describe, expect, it } from 'vitest'
import { crc32c, maskedCrc32c } from './crc32c.ts'

describe('CRC-32C', () => {
  it('agrees with the examples of RFC 3720, B.4', () => {
    expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa)
    expect(crc32c(new Uint8Array(32).fill(0xff))).toBe(0x62a8ab43)
    expect(crc32c(Uint8Array.from({ length: 32 }, (_, i) => i))).toBe(0x46dd794e)
    expect(crc32c(Uint8Array.from({ length: 32 }, (_, i) => 31 - i))).toBe(0x113fdb5c)
  })

  it('agrees with the check value of its parameters, whatever the length', () => {
    expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283)
    expect(crc32c(new Uint8Array(0))).toBe(0)
    expect(crc32c(Buffer.from('a'))).toBe(0xc1d04330)
  })

  it('is masked as TFRecord has it', () => {
    // Rotated right by 15 bits, plus a constant, modulo 2³².
    expect(maskedCrc32c(new Uint8Array(0))).toBe(0xa282ead8)
    expect(maskedCrc32c(Buffer.from('123456789'))).toBe(0xc78ab0e5)
  })
})
