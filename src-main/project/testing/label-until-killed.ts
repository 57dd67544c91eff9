// A process that answers one question after the other and prints the id of each event once it is acknowledged.
import { writeSync } from 'node:fs'
import { Project } from '../project.ts'
import { askedAbout } from './asked-about.ts'

const [, , file] = process.argv
const project = Project.open(file, { holder: 'the one to be killed' })
for (let i = 0; ; i++) {
  const sample = (i % project.samples.count()) + 1
  const { eventId } = project.labels.append({
    kind: 'label',
    classId: (i % 2) + 1,
    annotator: 'a',
    samples: [sample],
    asked: askedAbout(sample),
  })
  writeSync(1, `${eventId}\n`)
}
