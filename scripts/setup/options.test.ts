import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { takeSetupOptions } from './options.mjs'

const nothing = { offline: false, tensorflowWheel: null, electronZip: null, npmCache: null }

describe('options of the set-up', () => {
  it('are taken out of the arguments, the rest is left in its order', () => {
    const args = [
      'a.fewlabel',
      '--offline',
      '--port',
      '80',
      '--tensorflow-wheel',
      'b.whl',
      '--electron-zip=c d.zip',
    ]
    expect(takeSetupOptions(args, {})).toEqual({
      options: {
        ...nothing,
        offline: true,
        tensorflowWheel: resolve('b.whl'),
        electronZip: resolve('c d.zip'),
      },
      rest: ['a.fewlabel', '--port', '80'],
    })
    expect(takeSetupOptions(['x', '--no-open'], {})).toEqual({ options: nothing, rest: ['x', '--no-open'] })
  })

  it('may be in the environment; arguments come first', () => {
    const environment = {
      FEWLABEL_OFFLINE: '1',
      FEWLABEL_NPM_CACHE: 'cache',
      FEWLABEL_TENSORFLOW_WHEEL: 'environment.whl',
      FEWLABEL_ELECTRON_ZIP: '',
    }
    expect(takeSetupOptions(['--tensorflow-wheel', 'given.whl'], environment).options).toEqual({
      offline: true,
      npmCache: resolve('cache'),
      tensorflowWheel: resolve('given.whl'),
      electronZip: null,
    })
    expect(takeSetupOptions([], { FEWLABEL_OFFLINE: '0' }).options).toEqual(nothing)
  })

  it.each([['--electron-zip'], ['--npm-cache', '--offline'], ['--tensorflow-wheel=']])(
    'need their path: %s',
    (...args) => {
      expect(() => takeSetupOptions(args, {})).toThrow(/needs a path/)
    },
  )
})
