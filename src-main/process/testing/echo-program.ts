import { connectToHost } from '../parent-port.ts'

/** Sends back what it gets; ends with an error when it gets `fall over`. */
const port = connectToHost<unknown>()
port.onMessage((message) => {
  if (message === 'fall over') {
    process.stderr.write('I0000 what TensorFlow says at every start\nno more room\n', () => process.exit(3))
  } else {
    port.send(message)
  }
})
