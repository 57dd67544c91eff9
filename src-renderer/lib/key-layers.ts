const layers = '[role="menu"], [role="listbox"][data-open], [role="alertdialog"], [role="dialog"][data-modal]'
/** A layer on its way out has said all it had to say: keys that follow it are meant for what is below. */
const leaving = '[data-closed], [data-ending-style]'

/** Whether a dialog, menu, popover or list is open above the view, so that the view's keys rest. */
export function isLayerOpen(): boolean {
  return [...document.querySelectorAll(layers)].some((layer) => !layer.matches(leaving))
}
