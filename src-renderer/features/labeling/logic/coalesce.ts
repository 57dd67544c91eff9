/**
 * Wraps work that can be asked for faster than it is done: at most one run is under way, and asking meanwhile makes
 * exactly one more run after it. A run that fails counts as done.
 */
export function coalesce(work: () => Promise<unknown>): () => void {
  let running = false
  let wanted = false
  const run = async () => {
    running = true
    while (wanted) {
      wanted = false
      await work().catch(() => {})
    }
    running = false
  }
  return () => {
    wanted = true
    if (!running) void run()
  }
}
