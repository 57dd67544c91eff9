import { FewlabelError } from '../contract/errors.ts'
import type { Comment } from '../contract/labeling.ts'

/** What people wrote about samples. */
export class CommentService {
  /** Oldest first. */
  list(_sample: number): Comment[] {
    throw new FewlabelError('internal', 'Not there yet.')
  }

  /** Answers with all comments of the sample. */
  add(_sample: number, _text: string): Comment[] {
    throw new FewlabelError('internal', 'Not there yet.')
  }

  /** Answers with those of its sample that are left. */
  remove(_id: number): Comment[] {
    throw new FewlabelError('internal', 'Not there yet.')
  }
}
