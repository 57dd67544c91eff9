/** Remainders of every byte, and of every byte with one, two and three zero bytes behind it. */
const tables = makeTables()

/** CRC-32C (Castagnoli) as RFC 3720 defines it. */
export function crc32c(bytes: Uint8Array): number {
  const [one, two, three, four] = tables
  const whole = bytes.length & ~3
  let crc = 0xffffffff
  let at = 0
  while (at < whole) {
    crc ^= bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24)
    crc = four[crc & 0xff] ^ three[(crc >>> 8) & 0xff] ^ two[(crc >>> 16) & 0xff] ^ one[crc >>> 24]
    at += 4
  }
  while (at < bytes.length) crc = one[(crc ^ bytes[at++]) & 0xff] ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}

/** The form in which TFRecord keeps it, so that a checksum of data that holds checksums stays a good one. */
export function maskedCrc32c(bytes: Uint8Array): number {
  const crc = crc32c(bytes)
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0
}

function makeTables(): Uint32Array[] {
  const made = Array.from({ length: 4 }, () => new Uint32Array(256))
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1
    made[0][byte] = crc
  }
  for (let table = 1; table < 4; table++) {
    for (let byte = 0; byte < 256; byte++) {
      const before = made[table - 1][byte]
      made[table][byte] = made[0][before & 0xff] ^ (before >>> 8)
    }
  }
  return made
}
