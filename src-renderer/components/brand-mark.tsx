/** Three unlabeled samples and one that has its label: the mark of Fewlabel, as in `icon.svg`. */
export function BrandMark({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#4050d0" />
      <g fill="none" stroke="#fff" strokeWidth="2">
        <circle cx="10" cy="10" r="3" />
        <circle cx="22" cy="10" r="3" />
        <circle cx="10" cy="22" r="3" />
      </g>
      <circle cx="22" cy="22" r="4.5" fill="#fff" />
    </svg>
  )
}
