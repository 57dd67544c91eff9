import * as tf from '@tensorflow/tfjs-core'

/** What a kind of TensorFlow operation takes in a step. */
export interface OperationTime {
  name: string
  milliseconds: number
  calls: number
}

type Binding = Record<string, unknown>
type Call = (...args: unknown[]) => unknown

/** Of the binding, besides the operations: what moves numbers to and from TensorFlow. */
const transfers = ['createTensor', 'deleteTensor', 'tensorDataSync']

/**
 * Time of native TensorFlow's operations, by name, in one run of `work`; the rest of the time, JavaScript's, is called
 * `JavaScript`. The backend's binding is wrapped meanwhile.
 */
export function timeOperations(work: () => void, times: number): OperationTime[] {
  const backend = tf.backend() as unknown as { binding: Binding }
  const { binding } = backend
  const found = new Map<string, { milliseconds: number; calls: number }>()
  const timed =
    (nameOf: (args: unknown[]) => string, call: Call): Call =>
    (...args) => {
      const started = performance.now()
      const result = call(...args)
      const entry = found.get(nameOf(args)) ?? { milliseconds: 0, calls: 0 }
      entry.milliseconds += performance.now() - started
      entry.calls++
      found.set(nameOf(args), entry)
      return result
    }
  const bound = (name: string) => (binding[name] as Call).bind(binding)
  const wrapped: Binding = { executeOp: timed(([name]) => String(name), bound('executeOp')) }
  for (const name of transfers) wrapped[name] = timed(() => name, bound(name))
  backend.binding = new Proxy({} as Binding, {
    get: (_, name) => wrapped[name as string] ?? binding[name as string],
  })
  const started = performance.now()
  try {
    for (let i = 0; i < times; i++) work()
  } finally {
    backend.binding = binding
  }
  const all = performance.now() - started
  const inBinding = [...found.values()].reduce((sum, { milliseconds }) => sum + milliseconds, 0)
  found.set('JavaScript', { milliseconds: all - inBinding, calls: times })
  return [...found]
    .map(([name, { milliseconds, calls }]) => ({
      name,
      milliseconds: milliseconds / times,
      calls: calls / times,
    }))
    .sort((a, b) => b.milliseconds - a.milliseconds)
}
