import type { ExportJob, ExportWriter } from './export-writer.ts'
import { writeClassFolders } from './write-class-folders.ts'

/**
 * `<part>/<class>/<picture>`, the tree from which Ultralytics trains a classifier, with the table and the list of classes of
 * {@link writeClassFolders} beside it. Such a tree has parts: without a split everything is in `train`, and the README
 * says so.
 */
export const yoloWriter: ExportWriter = {
  async write(job, output) {
    await writeClassFolders(job, output, 'train')
    await output.writeAll('README.md', [readme(job)])
  },
}

function readme({ project, program, parts }: ExportJob): string {
  const split =
    parts.length > 0
      ? `The parts are ${parts.map(({ name }) => `\`${name}\``).join(', ')}.`
      : `The set was not split, so all of it is in \`train\`. Ultralytics needs a second part to measure what it learns, in
\`val\` or \`test\`; export again with a split to have one.`
  return `# ${project.name}, for Ultralytics

Written by ${program.name} ${program.version}: one folder for each part, and in it one for each class.

    yolo classify train data=FOLDER

${split} \`classes.txt\` lists the classes in the order of their numbers; \`manifest.csv\` says of each image whose label it
is, and what the model thought.
`
}
