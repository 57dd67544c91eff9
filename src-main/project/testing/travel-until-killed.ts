// A process that goes to and fro between the beginning and the end of the history, saying so before it sets out.
import { writeSync } from 'node:fs'
import { Project } from '../project.ts'

const [, , file] = process.argv
const { labels } = Project.open(file, { holder: 'the one to be killed' })
const [newest] = labels.history({ limit: 1 })
for (let isAtEnd = !newest.undone; ; isAtEnd = !isAtEnd) {
  writeSync(1, '.')
  labels.goTo(isAtEnd ? null : newest.eventId, 'a')
}
