import { parentPort, workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { type JournalTask, workerBusy, workerIdle } from './journal-task.ts'

/** Moves what is in the write-ahead log into the project file; see journal-keeper.ts. */
function moveLog({ file, state }: JournalTask): void {
  if (Atomics.compareExchange(state, 0, workerIdle, workerBusy) !== workerIdle) return
  try {
    const database = new Database(file, { fileMustExist: true })
    try {
      database.pragma('fullfsync = ON')
      database.pragma('wal_checkpoint(PASSIVE)')
    } finally {
      database.close()
    }
  } finally {
    Atomics.store(state, 0, workerIdle)
    Atomics.notify(state, 0)
  }
}

parentPort?.on('message', () => {
  moveLog(workerData as JournalTask)
  parentPort?.postMessage('moved')
})
