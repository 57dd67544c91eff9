/** Features of an image in a TFRecord, by the names that TensorFlow's own tools give them. */
export const tfrecordFields = {
  encoded: 'image/encoded',
  /** `png`, `jpeg`, … */
  format: 'image/format',
  filename: 'image/filename',
  /** The sample's id. */
  sourceId: 'image/source_id',
  height: 'image/height',
  width: 'image/width',
  /** Place of the class in `labels.txt`, from 0. */
  label: 'image/class/label',
  text: 'image/class/text',
  labelSource: 'label_source',
  confidence: 'confidence',
  probabilities: 'probs',
  cluster: 'cluster_id',
  annotator: 'annotator',
  labeledAt: 'labeled_at',
} as const

/** Names of the classes, one per line, in the order of their numbers. */
export const tfrecordLabelList = 'labels.txt'
