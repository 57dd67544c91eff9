export interface SampleFieldsProps {
  id: number
}

/** What else its row says, as a table; nothing where there is nothing. */
export function SampleFields(_: SampleFieldsProps) {
  return null
}
