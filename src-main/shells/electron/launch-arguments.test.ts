import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { argumentsWith, projectArguments } from './launch-arguments.ts'

describe('projectArguments', () => {
  it.each([
    ['a packaged start', ['/opt/Fewlabel/fewlabel', 'pets.fewlabel'], '/data/pets.fewlabel'],
    ['a start from a checkout', ['/x/electron', '/x/checkout', '../pets.FEWLABEL'], '/pets.FEWLABEL'],
    ['an absolute path', ['fewlabel', '/a/b c.fewlabel'], '/a/b c.fewlabel'],
    ['a package of work', ['fewlabel', '/a/anna.fewlabel-work'], '/a/anna.fewlabel-work'],
    ['a file address', ['fewlabel', 'file:///a/b%20c.fewlabel'], '/a/b c.fewlabel'],
    ['switches of Chromium', ['fewlabel', '--enable-x=1.fewlabel', '/a.fewlabel', '--no-y'], '/a.fewlabel'],
  ])('finds the project of %s', (_, argv, expected) => {
    expect(projectArguments(argv, resolve('/data'))).toEqual([resolve(expected)])
  })

  it.each([
    ['nothing', ['fewlabel']],
    ['the checkout alone', ['electron', '/x/main']],
    ['another file', ['fewlabel', 'labels.csv']],
    ['a program that is named like a project', ['/x/a.fewlabel']],
    ['a broken address', ['fewlabel', 'file:///%ZZ.fewlabel']],
  ])('finds none in %s', (_, argv) => expect(projectArguments(argv, '/data')).toEqual([]))

  it('finds several, each once, in their order', () => {
    const argv = ['fewlabel', '/b.fewlabel', 'file:///a.fewlabel', '/b.fewlabel']
    expect(projectArguments(argv, '/')).toEqual([resolve('/b.fewlabel'), resolve('/a.fewlabel')])
  })
})

it('gives a start like another other projects', () => {
  const argv = ['electron', '/x/main', '--lang=de', '/a.fewlabel']
  expect(argumentsWith(['/b.fewlabel'], argv)).toEqual(['/x/main', '--lang=de', '/b.fewlabel'])
})
