import { expect, test } from 'vitest'
import { jitterRecipes } from '../src-main/contract/jitter-recipes.ts'
import { checkOnly, chosen, parseOptions } from './options.ts'

test('settings become a configuration, and are told as they were written', () => {
  const { parts, overrides, settings } = parseOptions(
    ['model', '--clusters', '50', '--jitter', 'photos', '--early-stop', 'off'],
    {},
  )
  expect(parts).toEqual(['model'])
  expect(overrides).toEqual({ clusters: 50, jitter: jitterRecipes.photos, earlyStop: false })
  expect(settings).toBe('--clusters 50 --jitter photos --early-stop off')
})

test('a jitter of its own is zero where it says nothing', () => {
  const { overrides } = parseOptions(['--jitter', '{"rotation":0.2}'], {})
  expect(overrides.jitter).toEqual({ ...jitterRecipes.none, rotation: 0.2 })
})

test('the published command tells no paths', () => {
  const args = ['model', '--data-root', '/a/b', '--only', 'mnist', '--dump=/c/d', '--results', '/e']
  expect(parseOptions(args, {}).command).toBe('npm run bench -- model --only mnist')
  expect(parseOptions([], {}).command).toBe('npm run bench')
})

test('data lie where the environment says, unless the arguments say otherwise', () => {
  expect(parseOptions([], { FEWLABEL_DATA: '/x' }).dataRoot).toBe('/x')
  expect(parseOptions(['--data-root', '/y'], { FEWLABEL_DATA: '/x' }).dataRoot).toBe('/y')
  expect(parseOptions([], {}).dataRoot).toBeNull()
})

test('what is no number and no option is refused', () => {
  expect(() => parseOptions(['--limit', 'few'], {})).toThrow('--limit takes a number')
  expect(() => parseOptions(['--early-stop', 'no'], {})).toThrow('on or off')
  expect(() => parseOptions(['--epochs', '3'], {})).toThrow()
})

test('words choose within their own kind only', () => {
  const engines = ['native', 'wasm'] as const
  expect(chosen(['mnist', 'wasm'], engines)).toEqual(['wasm'])
  expect(chosen(['mnist'], engines)).toEqual(['native', 'wasm'])
  expect(() => checkOnly(['mnist', 'gpu'], ['mnist', ...engines])).toThrow('"gpu"')
})
