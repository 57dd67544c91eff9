import { create } from 'zustand'

/** What a picked class is for: the label of what is meant, or its guideline. */
export type PickerUse = 'label' | 'guideline'

/** Whether a class is being picked; {@link ClassPicker} shows it. */
export const useClassPicker = create<{ use: PickerUse | null }>(() => ({ use: null }))

export function openClassPicker(use: PickerUse = 'label'): void {
  useClassPicker.setState({ use })
}

export function closeClassPicker(): void {
  useClassPicker.setState({ use: null })
}
