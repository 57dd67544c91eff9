/** Memory for a lock that several threads share; 0 is free, 1 is held. */
export type SharedLock = Int32Array<SharedArrayBuffer>

export function createSharedLock(): SharedLock {
  return new Int32Array(new SharedArrayBuffer(4))
}

/** Runs `work` while no other thread holds the lock; waiting does not block the thread. Not re-entrant. */
export async function withLock<T>(lock: SharedLock, work: () => Promise<T>): Promise<T> {
  while (Atomics.compareExchange(lock, 0, 0, 1) !== 0) {
    const waiting = Atomics.waitAsync(lock, 0, 1)
    if (waiting.async) await waiting.value
  }
  try {
    return await work()
  } finally {
    Atomics.store(lock, 0, 0)
    Atomics.notify(lock, 0, 1)
  }
}
