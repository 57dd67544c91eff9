import { useSyncExternalStore } from 'react'

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}

const currentHash = () => window.location.hash

/** The place in the window, kept in the address so that a reload keeps it: `#/label/clusters` → ['label', 'clusters']. */
export function useRoute(): string[] {
  const hash = useSyncExternalStore(subscribe, currentHash)
  return hash.replace(/^#\/?/, '').split('/').filter(Boolean).map(decodeURIComponent)
}

/** Goes to a place; `replace` leaves no step to go back to. */
export function navigate(path: string[], options: { replace?: boolean } = {}): void {
  const hash = routeHash(path)
  if (hash === window.location.hash) return
  if (options.replace) {
    window.history.replaceState(null, '', hash)
    window.dispatchEvent(new HashChangeEvent('hashchange'))
  } else {
    window.location.hash = hash
  }
}

/** The address of a place, for links. */
export function routeHash(path: string[]): string {
  return `#/${path.map(encodeURIComponent).join('/')}`
}
