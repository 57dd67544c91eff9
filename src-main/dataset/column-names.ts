import type { ColumnLook } from './column-look.ts'

/*
 * Names of columns that tell what they are for, ours (see the columns of an export) among them.
 */

/** The column that says whose word a label is: `human`, `bulk` or `model`. */
export const labelSourceName = 'label_source'
/** The word for what a model said. */
export const modelSource = 'model'

export const embeddingNames = /^(embeddings?|emb|vectors?|vec|einbettung)$/i
export const textNames =
  /^(texts?|sentences?|contents?|documents?|body|messages?|reviews?|tweets?|abstracts?|utterances?|satz|inhalt|nachricht)$/i
export const truthNames =
  /^(labels?|class(es)?|class_?name|targets?|y|category|(ground_?)?truth|klasse|kategorie)$/i
export const annotatorNames = /^(annotators?|(annotated|labell?ed)_by|raters?|coders?)$/i
export const labeledAtNames = /^(labell?ed|annotated)_at$/i
export const idNames = /^(ids?|uid|uuid|(sample|item|row|record)_?id)$/i
export const imageNames =
  /^(file_?names?|images?|image_?(path|file|bytes)|img|paths?|file|pictures?|photos?|bild|datei)$/i
/** Lists of numbers that say what a model thinks of the sample. */
export const outputNames = /^(pred(iction)?_?)?(probs?|probabilit(y|ies)|logits|scores)$/i

const modelColumns = /^(confidence|cluster_id|label_source|p_.+)$/

/** Whether the table is one of labels as Fewlabel writes it: then columns of the model's output are known by name. */
export function isLabelTable(looks: readonly ColumnLook[]): boolean {
  const names = new Set(looks.map(({ name }) => name))
  return names.has('label') && names.has(labelSourceName)
}

/** Whether a column of a table of labels holds what a model thought of the samples. */
export function isModelOutput(name: string): boolean {
  return modelColumns.test(name)
}
