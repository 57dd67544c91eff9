import { FewlabelError } from '../contract/errors.ts'
import type { SessionState } from '../contract/session.ts'

/** How the day goes for the annotator. */
export class SessionService {
  state(): SessionState {
    throw new FewlabelError('internal', 'Not there yet.')
  }

  setGoal(_goal: number | null): SessionState {
    throw new FewlabelError('internal', 'Not there yet.')
  }
}
