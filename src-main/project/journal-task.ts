/** What the journal keeper gives its worker. */
export interface JournalTask {
  file: string
  /** One shared number: {@link workerIdle}, {@link workerBusy} or {@link workerStopped}. */
  state: Int32Array
}

export const workerIdle = 0
/** The worker has the file open. */
export const workerBusy = 1
/** The project is being closed; the worker must not open the file any more. */
export const workerStopped = 2
