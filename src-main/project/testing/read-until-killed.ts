// A process that reads all samples of the project named on its command line, over and over, and says so each time.
import { writeSync } from 'node:fs'
import { openProjectReader } from '../project-reader.ts'

const [, , file] = process.argv
const reader = openProjectReader(file)
for (;;) {
  reader.readInputs(0, reader.sampleCount())
  writeSync(1, '.')
}
