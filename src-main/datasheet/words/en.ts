import type { DatasheetQuestion } from '../../contract/datasheet.ts'
import type { DecoderKind } from '../../contract/labeling.ts'

const plural = (count: number, one: string, many: string) => (count === 1 ? one : many)

/** What a datasheet says in English. Numbers come written out; a count beside one decides about the plural. */
export const en = {
  subtitle: 'Datasheet of a labeled set of samples',
  footer: (title: string, day: string) => `${title} · datasheet of ${day}`,
  page: (page: string, pages: string) => `Page ${page} of ${pages}`,
  unprintable: (characters: string) =>
    `The fonts of this PDF lack some characters; they are written by their Unicode number: ${characters}. The HTML version shows them as they are.`,
  missing: 'Not stated.',
  none: 'None.',

  titles: {
    glance: 'At a glance',
    motivation: 'Motivation',
    composition: 'Composition',
    collection: 'Collection',
    labeling: 'Preprocessing and labeling',
    quality: 'Quality of the labels',
    bias: 'Bias and coverage',
    limits: 'Known limits',
    model: 'Model behind the labels',
    uses: 'Uses',
    distribution: 'Distribution',
    maintenance: 'Maintenance',
    record: 'Record',
  },
  questions: {
    purpose: 'Why was the set made?',
    creators: 'Who made it, and for whom?',
    funding: 'Who paid for it?',
    collection: 'How and when were the samples collected?',
    consent: 'Did the people concerned agree, and were they told?',
    sensitive: 'Does it hold personal, confidential or upsetting content?',
    preprocessing: 'What was done to the samples before they came into this project?',
    uses: 'What is it meant to be used for?',
    unsuitable: 'What should it not be used for?',
    licence: 'Under which licence or terms may it be used?',
    distribution: 'To whom is it handed on, and how?',
    contact: 'Who answers questions about it?',
    maintenance: 'Who keeps it up to date, and how are errors mended?',
  } satisfies Record<DatasheetQuestion, string>,

  glance: {
    samples: 'Samples',
    classes: 'Classes',
    labeledByPeople: 'Labeled by people',
    labeledByModel: 'Labeled by the model alone',
    accuracy: 'Expected accuracy of the model’s labels',
    people: 'People who labeled',
    state: 'State',
    ofAll: (count: string, share: string) => `${count} (${share} of all)`,
    asOf: (moment: string) => `the project as it was on ${moment}`,
    tooEarly: (audits: string, needed: string) =>
      `not known yet: ${audits} of ${needed} samples drawn at random are labeled`,
  },

  composition: {
    what: {
      image: (count: string, side: string, colours: string) =>
        `${count} images, which the model sees as ${side} × ${side} pixels ${colours}.`,
      grayscale: 'in shades of gray',
      colour: 'in colour',
      vector: (count: string, length: string) => `${count} rows of ${length} numbers each.`,
      texts: (count: string, length: string) =>
        `${count} texts, each with an embedding of ${length} numbers that the model sees.`,
      empty: 'No samples yet.',
    },
    excluded: (count: string, n: number) =>
      `${count} ${plural(n, 'sample was', 'samples were')} put aside by people as not belonging to the set; ${plural(n, 'it is', 'they are')} counted nowhere else.`,
    duplicatesUnknown: 'Whether samples are nearly the same as others was not looked into.',
    noDuplicates:
      'No two samples are nearly the same, as far as the model can tell; exact copies are never imported.',
    duplicates: (count: string, n: number) =>
      `${count} ${plural(n, 'sample is', 'samples are')} nearly the same as another one; exact copies are never imported.`,
    truth:
      'Classes that came with the samples were imported as ground truth. They had no part in labeling or in any number below.',
    sources: 'Sources',
    source: 'Source',
    format: 'Format',
    imported: 'Imported',
    fields: 'Fields that came along',
    classes: 'Classes',
    class: 'Class',
    guideline: 'Guideline for annotators',
    examples: 'Examples',
    noGuidelines: 'No guidelines were written.',
    shares: 'How common each class is',
    byPeople: 'By people',
    byModel: 'By the model',
    share: 'Share of all samples',
    sharesNote: 'Shares of all samples with their 95% intervals, from samples drawn at random.',
  },

  labeling: {
    how: 'Samples were sorted into clusters by a model that saw no labels. People then labeled few of them; a decoder carries their labels over to the samples that nobody labeled. Labels of people and of the model are kept apart everywhere.',
    human: 'Labeled one by one',
    bulk: 'Labeled in bulk, a selection or a cluster at a time',
    model: 'Labeled by the model alone',
    open: 'Without any label',
    asked: 'Questions answered',
    audit: 'Drawn at random, to measure accuracy (audit)',
    chosen: 'Chosen because they say much',
    review: 'Asked again in a review',
    skipped: 'Passed over by people',
    flagged: 'Flagged at the moment',
    commented: 'With comments',
    time: 'Labeled between',
    between: (first: string, last: string) => (first === last ? first : `${first} and ${last}`),
    rules: 'Rules',
    ruleAudit:
      'Every fifth question after the first twenty is drawn at random among all unlabeled samples; the model’s guess is hidden until it is answered.',
    ruleBulk:
      'A whole cluster may be labeled at once after enough of its members, in random order, were looked at and agreed.',
    ruleSeveral:
      'Where several people labeled a sample, what counts is weighed by how reliable each has been (Dawid and Skene 1979); a review settles it.',
    ruleExcluded: 'A sample that was put aside takes part in no question, count or export.',
    people: 'People',
    person: 'Person',
    labels: 'Labels',
    shared: 'Shared with others',
    reliability: 'Reliability',
    reliabilityNote:
      'Reliability: how often a person gives the class that all evidence speaks for, on samples that several labeled, with its 95% interval.',
    unnamed: (count: string, n: number) =>
      `${count} ${plural(n, 'person', 'people')} labeled; names are left out of this sheet.`,
    letters: 'People are named by letters.',
  },

  agreement: {
    title: 'Agreement between people',
    notKnown: 'No two people labeled the same sample, so that agreement between people is not known.',
    samples: 'Samples labeled by several people',
    percent: 'Same answer',
    fleiss: 'Fleiss’ κ',
    alpha: 'Krippendorff’s α',
    pair: 'Pair',
    kappa: 'Cohen’s κ',
    unknown: {
      'one-person': 'not known: one person labeled',
      'nothing-shared': 'not known: nothing was labeled twice',
      'one-class': 'not known: all gave one class',
    },
    known: (value: string, low: string, high: string) => `${value} (${low} to ${high})`,
  },

  quality: {
    known: (value: string, audits: string) =>
      `Of the model’s labels for samples that nobody labeled, ${value} are expected to be right (95% interval in brackets). This is measured on ${audits} samples drawn at random and labeled by people, each judged by what the model says without its label.`,
    beta: 'The number comes from those samples alone.',
    predictionPowered:
      'The model’s own confidence on all other samples makes it more precise, put right by what it gets wrong on those samples (prediction-powered inference).',
    tooEarly: (audits: string, needed: string) =>
      `How accurate the model’s labels are is not known: only ${audits} of at least ${needed} samples drawn at random are labeled. Labels that were chosen for being hard would say something else, and are not used for it.`,
    ofPeople:
      'Labels of people are taken as they are; how often people err is told only by agreement and by the review of doubtful labels.',
    skipped: (count: string, n: number) =>
      `${count} ${plural(n, 'question', 'questions')} drawn at random ${plural(n, 'was', 'were')} passed over. If ${plural(n, 'it is', 'they are')} harder than the others, the true accuracy is lower.`,
    perClass: 'By class',
    audited: 'Audited',
    precision: 'Precision',
    recall: 'Recall',
    perClassNote:
      'Precision: of the samples given a class by the model, how many are of it. Recall: of the samples of a class, how many the model gives it. 95% intervals in brackets; a dash where no audit sample tells. Audited: samples drawn at random that people gave this class.',
    confusion: 'Confusion',
    confusionCaption:
      'Rows: what people said; columns: what the model said without that label. Audit samples only; the tint is the share of the row.',
    people: 'People',
    model: 'Model',
    mistakes: 'Most frequent confusions on audit samples',
    noMistakes: 'The model was right on every audit sample.',
    peopleSaid: 'People said',
    modelSaid: 'The model said',
    count: 'Samples',
    rowShare: 'Of that class',
    noOpinion: '(no opinion)',
    confusionSummary: (audits: string) => `Confusion matrix of ${audits} audit samples.`,
    calibration: 'Calibration',
    calibrated: (points: string, audit: boolean) =>
      `On average, confidence and accuracy are ${points} points apart (expected calibration error), measured on ${audit ? 'samples drawn at random' : 'all labels, most of which were chosen for being hard'}.`,
    uncalibrated: 'There are too few labels to tell whether the model is as often right as it is sure.',
    reliability:
      'How often the model is right, by how sure it was; dots on the dashed line would be perfect, bars are 95% intervals.',
    confidence: 'Confidence',
    accuracy: 'Accuracy',
    curve: 'Learning curve',
    curveCaption: 'Expected accuracy, with its 95% interval, over the number of labels.',
    labelsAxis: 'Labels',
    interval: '95% interval',
    target: 'Target',
    decoders: 'Soft against hard',
    decoder: 'Decoder',
    difference: 'Difference in points',
    inUse: 'in use',
    decodersNote:
      'Ways to carry labels over, each judged on the same audit samples without their labels. The difference is to the one in use, with the 95% interval of the pairs; an interval that holds 0 leaves open which is better.',
    decoderNames: {
      hard: 'hard: each sample takes the class of its cluster',
      'hard-nearest': 'hard, empty clusters take the nearest labeled one',
      soft: 'soft: by the probabilities of the clusters',
      graph: 'graph: along a graph of likeness between samples',
    } satisfies Record<DecoderKind, string>,
    doubts: (count: string, n: number) =>
      `${count} ${plural(n, 'label', 'labels')} of people ${plural(n, 'is', 'are')} doubtful: everything else speaks against ${plural(n, 'it', 'them')}. Nobody has settled ${plural(n, 'it', 'them')} yet.`,
    disputes: (count: string, n: number) =>
      `On ${count} ${plural(n, 'sample', 'samples')} people disagree, and nobody has settled ${plural(n, 'it', 'them')} yet.`,
  },

  bias: {
    clusters: (count: string) =>
      `The samples fall into ${count} clusters. If labels were spread like the samples, each cluster would have its share of them.`,
    none: (count: string, n: number, samples: string) =>
      `${count} ${plural(n, 'cluster has', 'clusters have')} no label of people at all: ${samples} of all samples.`,
    few: (count: string, n: number, samples: string) =>
      `${count} more ${plural(n, 'has', 'have')} less than half of ${plural(n, 'its', 'their')} share: ${samples} of all samples.`,
    even: 'Every cluster has at least half of its share of the labels.',
    least: 'Largest clusters with few labels',
    cluster: 'Cluster',
    samples: 'Samples',
    labeled: 'Labeled',
    coverage: 'Coverage',
    confidence: 'Mean confidence',
    coverageNote:
      'Coverage: labels here over labels expected if they were spread like the samples; 1 is even.',
    groups: 'By what is known of the samples',
    noGroups:
      'The samples came without fields of few values, and from one source, so that no groups can be compared.',
    bySource: 'By source',
    byField: (name: string) => `By “${name}”`,
    group: 'Group',
    labeledShare: 'Labeled share',
    groupAccuracy: 'Accuracy',
    audits: 'Audited',
    labeledLess: (group: string) => `“${group}” is labeled less than the rest.`,
    lessAccurate: (group: string) => `On “${group}” the model is right less often than on the rest.`,
    groupsNote: (needed: string) =>
      `Accuracy is given from ${needed} audit samples on. A difference is named only where intervals lie apart; of many small groups some look odd by chance, and what was not recorded cannot be compared at all.`,
    leftOut: (fields: string) => `Not compared, because they have too many values: ${fields}.`,
  },

  limits: {
    intro: 'What follows from the numbers above, in plain words.',
    none: 'The program knows of no limit that follows from its own numbers.',
    untrained: 'No model was trained: there are no labels but those of people.',
    tooEarly: 'How accurate the model’s labels are is not known.',
    belowTarget: (low: string, target: string) =>
      `The accuracy may be as low as ${low}, below the target of ${target} that was set for this set.`,
    unaudited: (classes: string, n: number) =>
      `No sample drawn at random turned out to be of ${plural(n, 'this class', 'these classes')}, so that nothing is known of how well ${plural(n, 'it is', 'they are')} told: ${classes}.`,
    rare: (classes: string, n: number) =>
      `Fewer than 5 samples of ${plural(n, 'this class', 'these classes')} were labeled by people: ${classes}.`,
    unlabeledClasses: (classes: string, n: number) =>
      `${plural(n, 'This class has', 'These classes have')} no label of people, so that the model never gives ${plural(n, 'it', 'them')}: ${classes}.`,
    skipped: (count: string, n: number) =>
      `${count} audit ${plural(n, 'question was', 'questions were')} passed over, which makes the accuracy look better if those are the hard ones.`,
    unseen: (mass: string) => `Of all samples, ${mass} may be of classes that nobody has labeled yet.`,
    unseenUnknown: 'Whether a whole class is missing cannot be told: too few samples were drawn at random.',
    duplicates: (count: string) =>
      `${count} samples are near-copies of others; unless near-copies are kept in one part of a split, tests on this set look too good.`,
    duplicatesUnknown: 'Near-copies were not looked for.',
    excluded: (count: string, n: number) =>
      `${count} ${plural(n, 'sample was', 'samples were')} put aside by people; the set is that much tidier than its sources.`,
    onePerson: 'One person labeled everything: nothing tells how far another would agree.',
    nothingShared: 'No sample was labeled by two people: nothing tells how far they agree.',
    doubts: (count: string, n: number) =>
      `${count} doubtful ${plural(n, 'label waits', 'labels wait')} for a review.`,
    unbalanced: (share: string) => `${share} of the samples lie in clusters with no label of people at all.`,
    unsorted: (count: string, n: number) =>
      `${count} ${plural(n, 'sample', 'samples')} came after the last training and ${plural(n, 'has', 'have')} no label of the model.`,
    bulk: (share: string) =>
      `${share} of people’s labels were given in bulk, without a look at every sample.`,
    miscalibrated: (points: string) =>
      `Confidence and accuracy are ${points} points apart on average: thresholds on confidence do not mean what they say.`,
  },

  model: {
    none: 'No model was trained.',
    family: 'Kind',
    learned: 'Gaussian-mixture variational autoencoder (GMVAE), trained on the samples without labels',
    given: 'Gaussian mixture on embeddings that another model made, projected onto their principal axes',
    clusters: 'Components of the mixture',
    latent: 'Latent dimensions',
    hidden: 'Hidden layers of the encoder',
    units: (units: string) => `${units} units`,
    epochs: 'Epochs',
    epochsOf: (done: string, warmup: string) => `${done}, of which ${warmup} of warm-up`,
    seed: 'Seed',
    run: 'Training run',
    runAt: (id: string, moment: string) => `no. ${id}, begun on ${moment}`,
    engine: 'Computed by',
    engines: { native: 'TensorFlow, native', wasm: 'TensorFlow, WebAssembly' },
    decoder: 'Decoder from clusters to classes',
    prior: 'Classes are taken to be',
    priors: {
      uniform: 'equally frequent',
      estimated: 'as frequent as samples drawn at random say',
      given: 'as frequent as the lead has said',
    },
    program: 'Program',
    repeat: 'The same samples, settings and seed repeat the training, up to rounding.',
  },

  record: {
    made: 'This sheet was made',
    project: 'Project',
    digest: 'SHA-256 of people’s labels',
    digestHow:
      'Over UTF-8 text: one line for each labeled sample that was not put aside, in the order of import; identifier, tab, name of the class, line feed.',
    after:
      'Sections after Gebru et al. 2021, “Datasheets for Datasets”. Numbers were computed by the program from the project; answers marked as not stated are for the lead to give.',
  },
}

export type DatasheetWords = typeof en
