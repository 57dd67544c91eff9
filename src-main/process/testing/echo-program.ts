import { pbkdf2 } from 'node:crypto'
import { connectToHost } from '../parent-port.ts'

/** Sends back what it gets; ends with an error when it gets `fall over`, and first has a thread busy at `work`. */
const port = connectToHost<unknown>()
port.onMessage((message) => {
  if (message === 'fall over') {
    process.stderr.write('I0000 what TensorFlow says at every start\nno more room\n', () => process.exit(3))
  } else {
    // Minutes, and nothing can stop them.
    if (message === 'work') pbkdf2('', '', 2 ** 31 - 1, 64, 'sha512', () => {})
    port.send(message)
  }
})
