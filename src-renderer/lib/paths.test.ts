import { describe, expect, it } from 'vitest'
import {
  asFileName,
  baseName,
  cleanTypedPath,
  commonFolder,
  isAbsolutePath,
  joinPath,
  shortenPath,
  splitPath,
  withExtension,
} from './paths.ts'

describe('paths', () => {
  it('joins and splits in the manner of the path itself', () => {
    expect(joinPath('/data', 'a.csv')).toBe('/data/a.csv')
    expect(joinPath('/', 'a.csv')).toBe('/a.csv')
    expect(joinPath('C:\\data', 'a.csv')).toBe('C:\\data\\a.csv')
    expect(splitPath('/data/a.csv')).toEqual(['/data', 'a.csv'])
    expect(splitPath('/a.csv')).toEqual(['/', 'a.csv'])
    expect(splitPath('C:\\a.csv')).toEqual(['C:\\', 'a.csv'])
    expect(splitPath('/data/scans/')).toEqual(['/data', 'scans'])
    expect(splitPath('a.csv')).toEqual(['', 'a.csv'])
    expect(baseName('/data/a.csv')).toBe('a.csv')
  })

  it('knows paths that begin at a root', () => {
    expect(isAbsolutePath('/data')).toBe(true)
    expect(isAbsolutePath('D:\\data')).toBe(true)
    expect(isAbsolutePath('\\\\server\\share')).toBe(true)
    expect(isAbsolutePath('data/a')).toBe(false)
  })

  it('finds the folder that holds all', () => {
    expect(commonFolder(['/data/big/a', '/data/big/b'])).toBe('/data/big')
    expect(commonFolder(['/data/big', '/data/big/b'])).toBe('/data/big')
    expect(commonFolder(['C:\\x\\a', 'C:\\x\\b'])).toBe('C:\\x')
    expect(commonFolder(['/data/a', '/scans/b'])).toBeNull()
    expect(commonFolder(['/data/a'])).toBeNull()
  })

  it('takes pasted paths', () => {
    expect(cleanTypedPath(' "/data/my scans" ')).toBe('/data/my scans')
    expect(cleanTypedPath('file:///data/my%20scans')).toBe('/data/my scans')
  })

  it('makes names of files of titles', () => {
    expect(asFileName('Bearbeiter/innen')).toBe('Bearbeiter-innen')
    expect(asFileName('a: "b"\\c?')).toBe('a- -b-c-')
  })

  it('adds an extension once and shortens for display', () => {
    expect(withExtension('digits', '.fewlabel')).toBe('digits.fewlabel')
    expect(withExtension('digits.FEWLABEL', '.fewlabel')).toBe('digits.FEWLABEL')
    expect(shortenPath('/a/very/long/way/down/to/a/file.csv', 24)).toBe('/a/very/long/w…/file.csv')
  })
})
