// A process that opens the project named on its command line, says so, and keeps it until it is killed.
import { Project } from '../project.ts'

const [, , file] = process.argv
const project = Project.open(file, { holder: 'another process' })
process.stdout.write('open\n')
process.stdin.on('data', () => {
  project.close()
  process.exit()
})
