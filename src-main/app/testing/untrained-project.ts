import { TestFolder, testProject } from '../../project/testing/fixture.ts'
import { LabelingService } from '../labeling-service.ts'
import { WorkService } from '../work-service.ts'

/** A project of small images with classes `a` and `b` and without a model, and what acts on it. */
export function untrainedProject(count: number) {
  const folder = new TestFolder()
  const store = testProject(folder.file(`p${count}.fewlabel`), { samples: count, classes: ['a', 'b'] })
  const annotator = () => 'Lead'
  const labeling = new LabelingService({ project: store, annotator, publish: () => {} })
  const work = new WorkService({ project: store, labeling, annotator, judged: () => [] })
  const [a, b] = labeling.classes.list().map(({ id }) => id)
  return {
    project: { store, work },
    labeling,
    folder: folder.path,
    a,
    b,
    async end() {
      store.close()
      folder.remove()
    },
  }
}
