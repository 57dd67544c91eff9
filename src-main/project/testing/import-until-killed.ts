// A process that imports one set of labeled samples after the other and prints the number of samples after each.
import { writeSync } from 'node:fs'
import { Project } from '../project.ts'
import { smallImages, testSample } from './fixture.ts'

const [, , file] = process.argv
const project = Project.open(file, { holder: 'the one to be killed' })
for (;;) {
  const first = project.samples.count()
  const transaction = project.beginImport({ source: 'set', format: 'idx', shape: smallImages, recipe: null })
  for (let i = 0; i < 200; i++) {
    const label = { name: `class ${(first + i) % 7}`, annotator: 'eve', at: null }
    transaction.add(testSample(first + i, { labels: [label] }))
  }
  transaction.commit()
  writeSync(1, `${project.samples.count()}\n`)
}
