import { create } from 'zustand'

/** What a picked class is for: the label of what is meant, its guideline, its samples, or a change of it. */
export type PickerUse = 'label' | 'guideline' | 'samples' | 'edit' | 'merge' | 'split'

/** Whether a class is being picked; {@link ClassPicker} shows it. */
export const useClassPicker = create<{ use: PickerUse | null }>(() => ({ use: null }))

export function openClassPicker(use: PickerUse = 'label'): void {
  useClassPicker.setState({ use })
}

export function closeClassPicker(): void {
  useClassPicker.setState({ use: null })
}
