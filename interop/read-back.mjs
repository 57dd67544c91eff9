// Imports what write.py had other tools write, each into a project of its own, and compares every sample.
//
//   node interop/read-back.mjs FOLDER

import { deepStrictEqual } from 'node:assert/strict'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Project } from '../src-main/project/project.ts'
import { runFewlabel } from './run-fewlabel.mjs'

const folder = resolve(process.argv[2] ?? 'interop-exports')
process.env.FEWLABEL_HOME = join(folder, 'home')
const foreign = join(folder, 'foreign')
mkdirSync(join(folder, 'back'), { recursive: true })

/** Ids with what is said of each sample (its true class, or the classes that people gave it, sorted) and what the model sees. */
function readProject(file) {
  const project = Project.open(file, { holder: 'interop' })
  try {
    const { samples, labels, classes } = project
    const truths = samples.truth()
    const names = samples.truthNames()
    return samples.externalIds().map((id, ordinal) => ({
      id,
      truth: truths[ordinal] < 0 ? null : names[truths[ordinal]],
      said: labels
        .opinions(ordinal + 1)
        .map(({ classId }) => classes.get(classId).name)
        .sort(),
      input: Array.from(samples.input(ordinal + 1)),
    }))
  } finally {
    project.close()
  }
}

/** As the expectation is put: by id or in the order of the rows. */
function found(rows, { use, samples, unordered, several }) {
  const value = ({ truth, said }) => {
    if (use === 'truth') return truth
    return said.length === 0 ? null : several ? said : said[0]
  }
  if (!Array.isArray(samples)) return Object.fromEntries(rows.map((row) => [row.id, value(row)]))
  const values = rows.map(value)
  return unordered ? values.sort() : values
}

/** What the model is to see, number by number; some tools write fewer digits than there are. */
function compareInputs(rows, { inputs, tolerance = 0 }) {
  const expected = JSON.parse(readFileSync(join(foreign, `${inputs}.json`), 'utf8'))
  for (const [i, { id, input }] of rows.entries()) {
    const isNear = (value, at) => Math.abs(value - expected[i][at]) <= tolerance
    if (input.length !== expected[i].length || !input.every(isNear)) {
      throw new Error(`${id}: the model sees ${input}, not ${expected[i]}`)
    }
  }
}

let failed = 0
let passed = 0
const ending = '.expected.json'
for (const name of readdirSync(foreign).filter((file) => file.endsWith(ending))) {
  const source = name.slice(0, -ending.length)
  const expected = JSON.parse(readFileSync(join(foreign, name), 'utf8'))
  const project = join(folder, 'back', `${source}.fewlabel`)
  try {
    const { use, options = [] } = expected
    await runFewlabel('import', project, join(foreign, source), '--given-labels', use, ...options)
    const rows = readProject(project)
    deepStrictEqual(found(rows, expected), expected.samples)
    if (expected.inputs) compareInputs(rows, expected)
    passed++
    console.log(`ok      ${source.padEnd(24)} by ${expected.tool.padEnd(18)} ${rows.length} samples came in`)
  } catch (error) {
    failed++
    console.log(`FAILED  ${source.padEnd(24)} by ${expected.tool.padEnd(18)} ${error.message.slice(0, 1500)}`)
  }
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
