import { resolve } from 'node:path'

/**
 * @typedef {object} SetupOptions
 * @property {boolean} offline nothing asks the network, so that nothing waits for it either
 * @property {string | null} tensorflowWheel a wheel of tensorflow-cpu that was brought here
 * @property {string | null} electronZip Electron's ZIP file of this system, likewise
 * @property {string | null} npmCache a cache of npm that was brought here
 */

const files = {
  '--tensorflow-wheel': ['tensorflowWheel', 'FEWLABEL_TENSORFLOW_WHEEL'],
  '--electron-zip': ['electronZip', 'FEWLABEL_ELECTRON_ZIP'],
  '--npm-cache': ['npmCache', 'FEWLABEL_NPM_CACHE'],
}

/**
 * Takes the options of the set-up out of a command's arguments; what is not given there may be in the environment.
 *
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} environment
 * @returns {{ options: SetupOptions, rest: string[] }}
 */
export function takeSetupOptions(args, environment) {
  const given = environment.FEWLABEL_OFFLINE ?? ''
  const options = { offline: given !== '' && given !== '0' }
  for (const [property, variable] of Object.values(files)) {
    options[property] = environment[variable] ? resolve(environment[variable]) : null
  }
  const rest = []
  for (let at = 0; at < args.length; at++) {
    const [name, inline] = splitOnce(args[at])
    const file = files[name]
    if (args[at] === '--offline') options.offline = true
    else if (file) {
      const value = inline ?? args[++at]
      if (!value || value.startsWith('--')) throw new Error(`${name} needs a path: ${name} PATH.`)
      options[file[0]] = resolve(value)
    } else rest.push(args[at])
  }
  return { options, rest }
}

function splitOnce(argument) {
  const at = argument.indexOf('=')
  return at < 0 ? [argument] : [argument.slice(0, at), argument.slice(at + 1)]
}
