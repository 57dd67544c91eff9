import { describe, expect, it } from 'vitest'
import { pictureName, safeName, UniqueNames } from './file-names.ts'

describe('safeName', () => {
  it('leaves ordinary names in any script alone', () => {
    for (const name of ['cat', 'img_000017', 'Größe 3', '犬', 'a.b-c (1)', '🦊'])
      expect(safeName(name)).toBe(name)
  })

  it('replaces what some system does not take', () => {
    expect(safeName('a/b\\c:d*e?f"g<h>i|j')).toBe('a_b_c_d_e_f_g_h_i_j')
    expect(safeName('line\nbreak\u0000\u202eexe')).toBe('line_break__exe')
    expect(safeName('lone \ud800 half')).toBe('lone \ufffd half')
  })

  it('has no leading dot, trailing dot or space, and is never empty', () => {
    expect(safeName('.hidden')).toBe('_hidden')
    expect(safeName('..')).toBe('_')
    expect(safeName('cat. . ')).toBe('cat')
    expect(safeName('')).toBe('_')
    expect(safeName('   ')).toBe('_')
  })

  it('is never a device name of Windows', () => {
    expect(safeName('con')).toBe('con_')
    expect(safeName('NUL.txt')).toBe('NUL_.txt')
    expect(safeName('Lpt1')).toBe('Lpt1_')
    expect(safeName('console')).toBe('console')
  })

  it('is composed and of bounded length, cut between characters', () => {
    expect(safeName('e\u0301')).toBe('\u00e9')
    const cut = safeName('🦊'.repeat(100))
    expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(96)
    expect(cut).toBe('🦊'.repeat(24))
  })
})

describe('pictureName', () => {
  it('joins folders and puts the real ending in the place of the old one', () => {
    expect(pictureName('17', 'png')).toBe('17.png')
    expect(pictureName('pets/cat/1.JPEG', '.jpg')).toBe('pets_cat_1.jpg')
    expect(pictureName('scan.2024', 'PNG')).toBe('scan.2024.png')
  })

  it('never leaves its folder', () => {
    expect(pictureName('../../etc/passwd', 'png')).toBe('etc_passwd.png')
    expect(pictureName('..\\..\\windows', 'png')).toBe('windows.png')
    expect(pictureName('/', 'png')).toBe('_.png')
    expect(pictureName('a', '/../x')).toBe('a')
    expect(pictureName('aux.png', 'png')).toBe('aux_.png')
  })
})

describe('UniqueNames', () => {
  it('numbers names that are the same file somewhere', () => {
    const names = new UniqueNames(['classes.txt'])
    expect(names.take('a.png')).toBe('a.png')
    expect(names.take('A.png')).toBe('A_2.png')
    expect(names.take('a.png')).toBe('a_3.png')
    expect(names.take('a_2.png')).toBe('a_2_2.png')
    expect(names.take('Classes.txt')).toBe('Classes_2.txt')
    expect(names.take('\u00e9')).toBe('\u00e9')
    expect(names.take('e\u0301')).toBe('e\u0301_2')
  })

  it('gives each of many equal names another', () => {
    const names = new UniqueNames()
    const taken = Array.from({ length: 20_000 }, () => names.take('_'))
    expect(new Set(taken).size).toBe(20_000)
  })
})
