import { useEffect, useState } from 'react'

/** True once something has been pending for that long without a break; so that quick work shows no spinner. */
export function usePendingFor(pending: boolean, milliseconds: number): boolean {
  const [long, setLong] = useState(false)
  useEffect(() => {
    if (!pending) {
      setLong(false)
      return
    }
    const timer = setTimeout(() => setLong(true), milliseconds)
    return () => clearTimeout(timer)
  }, [pending, milliseconds])
  return long && pending
}
