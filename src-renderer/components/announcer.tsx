import { create } from 'zustand'
import { VisuallyHidden } from './visually-hidden.tsx'

const useAnnouncement = create<{ text: string; count: number }>(() => ({ text: '', count: 0 }))

/** Says something to assistive technology without showing it: "1,204 samples changed". */
export function announce(text: string): void {
  useAnnouncement.setState((state) => ({ text, count: state.count + 1 }))
}

/** The live region behind {@link announce}; mounted once. */
export function Announcer() {
  const { text, count } = useAnnouncement()
  return (
    <VisuallyHidden>
      <span aria-live="polite" role="status">
        {/* A new element each time, so that the same words twice are heard twice. */}
        <span key={count}>{text}</span>
      </span>
    </VisuallyHidden>
  )
}
