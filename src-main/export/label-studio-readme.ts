import type { ExportJob } from './export-writer.ts'
import { showsPictures } from './task-contents.ts'

/** How the tasks get into Label Studio. `parts`: files of tasks. */
export function labelStudioReadme(job: ExportJob, parts: number): string {
  const files =
    parts > 1
      ? `\`tasks.json\` and \`tasks-2.json\` to \`tasks-${parts}.json\`, one after the other: together they are more than Label Studio takes at once`
      : '`tasks.json`'
  return `# ${job.project.name}, for Label Studio

Written by ${job.program.name} ${job.program.version}. People's labels are annotations, one for each person; the model's
guesses are predictions.

1. Make a project in Label Studio. Under *Settings → Labeling Interface → Code*, paste the contents of \`config.xml\`.
${showsPictures(job) ? serving : ''}${showsPictures(job) ? '3' : '2'}. *Import* ${files}.

Label Studio writes down whoever imports as the author of all annotations; the names of those who labeled are in each
annotation's \`annotator\`, and each sample's name is in its task's \`ref\`.
`
}

const serving = `2. Let Label Studio serve the images from this folder (called FOLDER here). Start it with these variables:

       LABEL_STUDIO_LOCAL_FILES_SERVING_ENABLED=true
       LABEL_STUDIO_LOCAL_FILES_DOCUMENT_ROOT=FOLDER

   Then add, under *Settings → Cloud Storage → Add Source Storage*, a storage of the type *Local files* with the absolute path
   \`FOLDER/images\`. Do not sync it: the tasks come from the file.
`
