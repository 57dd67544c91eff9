import { fork } from 'node:child_process'

/** What a child answers. */
type Answer<T> = { result: T } | { error: string }

/**
 * Has a task done by a process of its own, whose memory then is the task's alone.
 *
 * @param file beside this one, calling {@link answerTask}
 * @throws Error with the child's message, or when it ends without a result
 */
export function inChild<T>(file: string, task: object): Promise<T> {
  return new Promise((resolve, reject) => {
    const child = fork(new URL(file, import.meta.url), {
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    let answer: Answer<T> | undefined
    child.on('message', (message) => {
      answer = message as Answer<T>
    })
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      if (answer && 'result' in answer) resolve(answer.result)
      else reject(new Error(answer?.error ?? `${file} ended with ${signal ?? code} and without a result`))
    })
    child.send(task)
  })
}

/** Receives the child's one task, answers it and ends the process. */
export function answerTask<Task>(work: (task: Task) => Promise<object>): void {
  // Without a parent there is nobody to tell.
  process.once('disconnect', () => process.exit(1))
  process.once('message', async (task) => {
    let answer: Answer<object>
    try {
      answer = { result: await work(task as Task) }
    } catch (error) {
      answer = { error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
    }
    process.send?.(answer, () => process.exit(0))
  })
}

/** Largest resident memory of this process so far, MB. */
export function peakMegabytes(): number {
  return process.resourceUsage().maxRSS / 1024
}
