const textFields =
  'textarea, select, [contenteditable="true"], input:not([type="range"], [type="checkbox"], [type="radio"])'

/** Whether keys that write belong to it: a text field, or a list of choices, in which letters choose. */
export function isTextField(target: EventTarget | null): target is Element {
  return target instanceof Element && target.matches(textFields)
}
