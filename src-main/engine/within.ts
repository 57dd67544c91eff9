/** Waits for a promise, however it ends, but not for longer than some seconds. */
export async function within(seconds: number, promise: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, seconds * 1000)
  })
  await Promise.race([promise.catch(() => {}), timeout])
  clearTimeout(timer)
}
