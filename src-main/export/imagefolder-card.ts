import type { ExportJob } from './export-writer.ts'

/**
 * The dataset card: what loaders need to know is in its head (YAML; strings are written as JSON, which YAML contains), the
 * rest is for people. Nothing is in it that nobody said.
 */
export function imageFolderCard(job: ExportJob): string {
  const { project, program, classes, parts } = job
  const paths = parts.map(({ name }) => ({ split: name.replaceAll('-', '_'), path: `${name}/**` }))
  const files = paths.length > 0 ? paths : [{ split: 'train', path: ['metadata.parquet', 'images/**'] }]
  return `---
pretty_name: ${JSON.stringify(project.name)}
task_categories:
- image-classification
configs:
- config_name: default
  data_files:
${files.map(({ split, path }) => `  - split: ${JSON.stringify(split)}\n    path: ${JSON.stringify(path)}\n`).join('')}dataset_info:
  features:
  - name: image
    dtype: image
  - name: label
    dtype:
      class_label:
        names:
${classes.map(({ name }, i) => `          '${i}': ${JSON.stringify(name)}\n`).join('')}  - name: label_source
    dtype: string
  - name: confidence
    dtype: float32
  - name: probs
    sequence: float32
  - name: annotator
    dtype: string
  - name: labeled_at
    dtype: timestamp[ms]
  - name: cluster_id
    dtype: int32
  - name: id
    dtype: string
---

# ${project.name}

Written by ${program.name} ${program.version}.

    from datasets import load_dataset
    load_dataset("FOLDER")

| column | what it is |
|---|---|
| \`label\` | the class, by its number in \`classes.txt\` |
| \`label_source\` | \`human\`: given by a person; \`bulk\`: given by a person to many samples at once; \`model\`: guessed |
| \`confidence\` | the model's probability of that class, also where a person gave it |
| \`probs\` | the model's probabilities of all classes, in the order of \`classes.txt\` |
| \`annotator\`, \`labeled_at\` | who gave the class, and when; empty where the model did |
| \`cluster_id\` | the cluster the model puts the sample into |
| \`id\` | the sample's name in the project |
`
}
