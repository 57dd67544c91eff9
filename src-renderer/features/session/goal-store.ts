import { create } from 'zustand'

/** Whether the goal for the day is being set. */
export const useGoalOpen = create<{ open: boolean }>(() => ({ open: false }))

export function openGoal(): void {
  useGoalOpen.setState({ open: true })
}

export function closeGoal(): void {
  useGoalOpen.setState({ open: false })
}
