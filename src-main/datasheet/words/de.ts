import type { DatasheetWords } from './en.ts'

const plural = (count: number, one: string, many: string) => (count === 1 ? one : many)

/** What a datasheet says in German. */
export const de: DatasheetWords = {
  subtitle: 'Datenblatt eines gelabelten Datensatzes',
  footer: (title, day) => `${title} · Datenblatt vom ${day}`,
  page: (page, pages) => `Seite ${page} von ${pages}`,
  unprintable: (characters) =>
    `Den Schriften dieses PDFs fehlen einige Zeichen; sie sind mit ihrer Unicode-Nummer geschrieben: ${characters}. Die HTML-Fassung zeigt sie, wie sie sind.`,
  missing: 'Keine Angabe.',
  none: 'Keine.',

  titles: {
    glance: 'Auf einen Blick',
    motivation: 'Anlass',
    composition: 'Zusammensetzung',
    collection: 'Erhebung',
    labeling: 'Aufbereitung und Labeln',
    quality: 'Güte der Labels',
    bias: 'Verzerrung und Abdeckung',
    limits: 'Bekannte Grenzen',
    model: 'Modell hinter den Labels',
    uses: 'Verwendung',
    distribution: 'Weitergabe',
    maintenance: 'Pflege',
    record: 'Nachweis',
  },
  questions: {
    purpose: 'Wozu wurde der Datensatz erstellt?',
    creators: 'Wer hat ihn erstellt, und für wen?',
    funding: 'Wer hat ihn bezahlt?',
    collection: 'Wie und wann wurden die Proben erhoben?',
    consent: 'Haben die Betroffenen zugestimmt, und wurden sie unterrichtet?',
    sensitive: 'Enthält er Persönliches, Vertrauliches oder Belastendes?',
    preprocessing: 'Was geschah mit den Proben, bevor sie in dieses Projekt kamen?',
    uses: 'Wofür ist er gedacht?',
    unsuitable: 'Wofür sollte er nicht verwendet werden?',
    licence: 'Unter welcher Lizenz oder zu welchen Bedingungen darf er verwendet werden?',
    distribution: 'An wen wird er weitergegeben, und wie?',
    contact: 'Wer beantwortet Fragen dazu?',
    maintenance: 'Wer hält ihn aktuell, und wie werden Fehler behoben?',
  },

  glance: {
    samples: 'Proben',
    classes: 'Klassen',
    labeledByPeople: 'Von Menschen gelabelt',
    labeledByModel: 'Allein vom Modell gelabelt',
    accuracy: 'Erwartete Genauigkeit der Labels des Modells',
    people: 'Personen, die gelabelt haben',
    state: 'Stand',
    ofAll: (count, share) => `${count} (${share} von allen)`,
    asOf: (moment) => `das Projekt, wie es am ${moment} war`,
    tooEarly: (audits, needed) =>
      `noch nicht bekannt: ${audits} von ${needed} zufällig gezogenen Proben sind gelabelt`,
  },

  composition: {
    what: {
      image: (count, side, colours) =>
        `${count} Bilder, die das Modell mit ${side} × ${side} Pixeln ${colours} sieht.`,
      grayscale: 'in Graustufen',
      colour: 'in Farbe',
      vector: (count, length) => `${count} Zeilen mit je ${length} Zahlen.`,
      texts: (count, length) =>
        `${count} Texte, jeder mit einer Einbettung aus ${length} Zahlen, die das Modell sieht.`,
      empty: 'Noch keine Proben.',
    },
    excluded: (count, n) =>
      `${count} ${plural(n, 'Probe wurde', 'Proben wurden')} von Menschen als nicht zugehörig beiseitegelegt; ${plural(n, 'sie zählt', 'sie zählen')} sonst nirgends mit.`,
    duplicatesUnknown: 'Ob Proben fast gleich wie andere sind, wurde nicht untersucht.',
    noDuplicates:
      'Keine zwei Proben sind fast gleich, soweit das Modell es beurteilen kann; genaue Kopien werden nie eingelesen.',
    duplicates: (count, n) =>
      `${count} ${plural(n, 'Probe ist', 'Proben sind')} fast gleich wie eine andere; genaue Kopien werden nie eingelesen.`,
    truth:
      'Mitgelieferte Klassen wurden als Grundwahrheit eingelesen. Sie hatten keinen Anteil am Labeln und an keiner Zahl in diesem Blatt.',
    sources: 'Quellen',
    source: 'Quelle',
    format: 'Format',
    imported: 'Eingelesen',
    fields: 'Mitgelieferte Felder',
    classes: 'Klassen',
    class: 'Klasse',
    guideline: 'Anleitung für alle, die labeln',
    examples: 'Beispiele',
    noGuidelines: 'Es wurden keine Anleitungen geschrieben.',
    shares: 'Wie häufig jede Klasse ist',
    byPeople: 'Von Menschen',
    byModel: 'Vom Modell',
    share: 'Anteil an allen Proben',
    sharesNote: 'Anteile an allen Proben mit 95-%-Intervallen, aus zufällig gezogenen Proben.',
  },

  labeling: {
    how: 'Ein Modell, das keine Labels sah, hat die Proben in Cluster sortiert. Menschen haben dann wenige davon gelabelt; ein Decoder überträgt ihre Labels auf die Proben, die niemand gelabelt hat. Labels von Menschen und vom Modell werden überall getrennt gehalten.',
    human: 'Einzeln gelabelt',
    bulk: 'Gesammelt gelabelt, eine Auswahl oder ein Cluster auf einmal',
    model: 'Allein vom Modell gelabelt',
    open: 'Ohne Label',
    asked: 'Beantwortete Fragen',
    audit: 'Zufällig gezogen, um die Genauigkeit zu messen (Stichprobe)',
    chosen: 'Ausgewählt, weil sie viel aussagen',
    review: 'Bei einer Durchsicht erneut gefragt',
    skipped: 'Von Menschen übersprungen',
    flagged: 'Derzeit markiert',
    commented: 'Mit Kommentaren',
    time: 'Gelabelt zwischen',
    between: (first, last) => (first === last ? first : `${first} und ${last}`),
    rules: 'Regeln',
    ruleAudit:
      'Nach den ersten zwanzig wird jede fünfte Frage zufällig aus allen ungelabelten Proben gezogen; die Vermutung des Modells bleibt verborgen, bis sie beantwortet ist.',
    ruleBulk:
      'Ein ganzer Cluster darf auf einmal gelabelt werden, nachdem genügend seiner Mitglieder in zufälliger Reihenfolge angesehen wurden und übereinstimmten.',
    ruleSeveral:
      'Wo mehrere eine Probe gelabelt haben, wird gewichtet, wie verlässlich jede Person bisher war (Dawid und Skene 1979); eine Durchsicht entscheidet es.',
    ruleExcluded: 'Eine beiseitegelegte Probe kommt in keiner Frage, Zählung und Ausgabe vor.',
    people: 'Personen',
    person: 'Person',
    labels: 'Labels',
    shared: 'Mit anderen geteilt',
    reliability: 'Verlässlichkeit',
    reliabilityNote:
      'Verlässlichkeit: wie oft eine Person die Klasse angibt, für die alles spricht, auf Proben, die mehrere gelabelt haben; mit 95-%-Intervall.',
    unnamed: (count, n) =>
      `${count} ${plural(n, 'Person hat', 'Personen haben')} gelabelt; Namen stehen nicht in diesem Blatt.`,
    letters: 'Personen sind mit Buchstaben benannt.',
  },

  agreement: {
    title: 'Übereinstimmung zwischen Personen',
    notKnown:
      'Keine zwei Personen haben dieselbe Probe gelabelt; die Übereinstimmung zwischen Personen ist daher nicht bekannt.',
    samples: 'Von mehreren gelabelte Proben',
    percent: 'Gleiche Antwort',
    fleiss: 'Fleiss’ κ',
    alpha: 'Krippendorffs α',
    pair: 'Paar',
    kappa: 'Cohens κ',
    unknown: {
      'one-person': 'nicht bekannt: eine Person hat gelabelt',
      'nothing-shared': 'nicht bekannt: nichts wurde zweimal gelabelt',
      'one-class': 'nicht bekannt: alle gaben eine Klasse an',
    },
    known: (value, low, high) => `${value} (${low} bis ${high})`,
  },

  quality: {
    known: (value, audits) =>
      `Von den Labels des Modells für Proben, die niemand gelabelt hat, sind erwartungsgemäß ${value} richtig (95-%-Intervall in Klammern). Gemessen ist das an ${audits} zufällig gezogenen und von Menschen gelabelten Proben, jede danach beurteilt, was das Modell ohne ihr Label sagt.`,
    beta: 'Die Zahl kommt allein aus diesen Proben.',
    predictionPowered:
      'Die Sicherheit des Modells bei allen anderen Proben macht sie genauer, berichtigt um das, was es auf diesen Proben falsch macht (prediction-powered inference).',
    tooEarly: (audits, needed) =>
      `Wie genau die Labels des Modells sind, ist nicht bekannt: Erst ${audits} von mindestens ${needed} zufällig gezogenen Proben sind gelabelt. Labels, die wegen ihrer Schwierigkeit ausgewählt wurden, würden etwas anderes aussagen und werden dafür nicht verwendet.`,
    ofPeople:
      'Labels von Menschen gelten, wie sie sind; wie oft Menschen irren, zeigen nur die Übereinstimmung und die Durchsicht zweifelhafter Labels.',
    skipped: (count, n) =>
      `${count} zufällig gezogene ${plural(n, 'Frage wurde', 'Fragen wurden')} übersprungen. ${plural(n, 'Ist sie', 'Sind sie')} schwerer als die anderen, ist die wahre Genauigkeit niedriger.`,
    perClass: 'Nach Klassen',
    audited: 'Stichprobe',
    precision: 'Präzision',
    recall: 'Trefferquote',
    perClassNote:
      'Präzision: wie viele der Proben, denen das Modell eine Klasse gibt, von ihr sind. Trefferquote: wie vielen Proben einer Klasse das Modell sie gibt. 95-%-Intervalle in Klammern; ein Strich, wo keine Stichprobe etwas sagt. Stichprobe: zufällig gezogene Proben, denen Menschen diese Klasse gaben.',
    confusion: 'Verwechslungen',
    confusionCaption:
      'Zeilen: was Menschen sagten; Spalten: was das Modell ohne dieses Label sagte. Nur Stichproben; die Tönung ist der Anteil an der Zeile.',
    people: 'Menschen',
    model: 'Modell',
    mistakes: 'Häufigste Verwechslungen in der Stichprobe',
    noMistakes: 'Das Modell lag bei jeder Stichprobe richtig.',
    peopleSaid: 'Menschen sagten',
    modelSaid: 'Das Modell sagte',
    count: 'Proben',
    rowShare: 'Von dieser Klasse',
    noOpinion: '(keine Meinung)',
    confusionSummary: (audits) => `Verwechslungsmatrix von ${audits} Stichproben.`,
    calibration: 'Kalibrierung',
    calibrated: (points, audit) =>
      `Sicherheit und Genauigkeit liegen im Mittel ${points} Punkte auseinander (erwarteter Kalibrierfehler), gemessen an ${audit ? 'zufällig gezogenen Proben' : 'allen Labels, von denen die meisten wegen ihrer Schwierigkeit ausgewählt wurden'}.`,
    uncalibrated:
      'Es gibt zu wenige Labels, um zu sagen, ob das Modell so oft richtig liegt, wie es sich sicher ist.',
    reliability:
      'Wie oft das Modell richtig liegt, nach seiner Sicherheit; Punkte auf der gestrichelten Linie wären ideal, Balken sind 95-%-Intervalle.',
    confidence: 'Sicherheit',
    accuracy: 'Genauigkeit',
    curve: 'Lernkurve',
    curveCaption: 'Erwartete Genauigkeit mit 95-%-Intervall über der Zahl der Labels.',
    labelsAxis: 'Labels',
    interval: '95-%-Intervall',
    target: 'Ziel',
    decoders: 'Weich gegen hart',
    decoder: 'Decoder',
    difference: 'Unterschied in Punkten',
    inUse: 'in Gebrauch',
    decodersNote:
      'Wege, Labels zu übertragen, jeder an denselben Stichproben ohne deren Labels beurteilt. Der Unterschied gilt gegenüber dem Decoder in Gebrauch, mit dem 95-%-Intervall der Paare; ein Intervall, das 0 enthält, lässt offen, welcher besser ist.',
    decoderNames: {
      hard: 'hart: jede Probe nimmt die Klasse ihres Clusters',
      'hard-nearest': 'hart, leere Cluster nehmen den nächsten gelabelten',
      soft: 'weich: nach den Wahrscheinlichkeiten der Cluster',
      graph: 'Graph: entlang der Ähnlichkeit zwischen Proben',
    },
    doubts: (count, n) =>
      `${count} ${plural(n, 'Label', 'Labels')} von Menschen ${plural(n, 'ist', 'sind')} zweifelhaft: alles andere spricht dagegen. Das hat noch niemand entschieden.`,
    disputes: (count, n) =>
      `Bei ${count} ${plural(n, 'Probe', 'Proben')} sind sich Menschen uneinig, und noch niemand hat das entschieden.`,
  },

  bias: {
    clusters: (count) =>
      `Die Proben fallen in ${count} Cluster. Wären die Labels wie die Proben verteilt, hätte jeder Cluster seinen Anteil daran.`,
    none: (count, n, samples) =>
      `${count} Cluster ${plural(n, 'hat', 'haben')} gar kein Label von Menschen: ${samples} aller Proben.`,
    few: (count, n, samples) =>
      `${count} weitere ${plural(n, 'hat', 'haben')} weniger als die Hälfte ${plural(n, 'seines Anteils', 'ihrer Anteile')}: ${samples} aller Proben.`,
    even: 'Jeder Cluster hat mindestens die Hälfte seines Anteils an den Labels.',
    least: 'Größte Cluster mit wenigen Labels',
    cluster: 'Cluster',
    samples: 'Proben',
    labeled: 'Gelabelt',
    coverage: 'Abdeckung',
    confidence: 'Mittlere Sicherheit',
    coverageNote:
      'Abdeckung: Labels hier, geteilt durch die erwarteten, wären sie wie die Proben verteilt; 1 ist ausgewogen.',
    groups: 'Nach dem, was über die Proben bekannt ist',
    noGroups:
      'Die Proben kamen ohne Felder mit wenigen Werten und aus einer Quelle; es lassen sich keine Gruppen vergleichen.',
    bySource: 'Nach Quelle',
    byField: (name) => `Nach „${name}“`,
    group: 'Gruppe',
    labeledShare: 'Gelabelter Anteil',
    groupAccuracy: 'Genauigkeit',
    audits: 'Stichprobe',
    labeledLess: (group) => `„${group}“ ist seltener gelabelt als der Rest.`,
    lessAccurate: (group) => `Bei „${group}“ liegt das Modell seltener richtig als beim Rest.`,
    groupsNote: (needed) =>
      `Genauigkeit wird ab ${needed} Stichproben angegeben. Ein Unterschied wird nur genannt, wo Intervalle auseinanderliegen; von vielen kleinen Gruppen wirken manche durch Zufall auffällig, und was nicht aufgezeichnet wurde, lässt sich gar nicht vergleichen.`,
    leftOut: (fields) => `Nicht verglichen, weil sie zu viele Werte haben: ${fields}.`,
  },

  limits: {
    intro: 'Was aus den Zahlen in diesem Blatt folgt, in einfachen Worten.',
    none: 'Das Programm kennt keine Grenze, die aus seinen eigenen Zahlen folgt.',
    untrained: 'Es wurde kein Modell trainiert: Es gibt nur Labels von Menschen.',
    tooEarly: 'Wie genau die Labels des Modells sind, ist nicht bekannt.',
    belowTarget: (low, target) =>
      `Die Genauigkeit kann auch nur ${low} betragen, weniger als das Ziel von ${target}, das für diesen Datensatz gesetzt wurde.`,
    unaudited: (classes, n) =>
      `Keine zufällig gezogene Probe erwies sich als von ${plural(n, 'dieser Klasse', 'diesen Klassen')}; wie gut sie erkannt ${plural(n, 'wird', 'werden')}, ist daher nicht bekannt: ${classes}.`,
    rare: (classes, n) =>
      `Von ${plural(n, 'dieser Klasse', 'diesen Klassen')} haben Menschen weniger als 5 Proben gelabelt: ${classes}.`,
    unlabeledClasses: (classes, n) =>
      `${plural(n, 'Diese Klasse hat', 'Diese Klassen haben')} kein Label von Menschen; das Modell vergibt sie daher nie: ${classes}.`,
    skipped: (count, n) =>
      `${count} ${plural(n, 'Stichprobenfrage wurde', 'Stichprobenfragen wurden')} übersprungen; sind das die schweren, sieht die Genauigkeit zu gut aus.`,
    unseen: (mass) => `Von allen Proben können ${mass} von Klassen sein, die noch niemand gelabelt hat.`,
    unseenUnknown:
      'Ob eine ganze Klasse fehlt, lässt sich nicht sagen: Zu wenige Proben wurden zufällig gezogen.',
    duplicates: (count) =>
      `${count} Proben sind beinahe Kopien von anderen; bleiben solche bei einer Aufteilung nicht im selben Teil, sehen Tests auf diesem Datensatz zu gut aus.`,
    duplicatesUnknown: 'Nach Beinahe-Kopien wurde nicht gesucht.',
    excluded: (count, n) =>
      `${count} ${plural(n, 'Probe wurde', 'Proben wurden')} von Menschen beiseitegelegt; um so viel ist der Datensatz aufgeräumter als seine Quellen.`,
    onePerson: 'Eine Person hat alles gelabelt: Nichts sagt, wie weit eine andere zustimmen würde.',
    nothingShared: 'Keine Probe wurde von zwei Personen gelabelt: Nichts sagt, wie weit sie übereinstimmen.',
    doubts: (count, n) =>
      `${count} ${plural(n, 'zweifelhaftes Label wartet', 'zweifelhafte Labels warten')} auf eine Durchsicht.`,
    unbalanced: (share) => `${share} der Proben liegen in Clustern ganz ohne Labels von Menschen.`,
    unsorted: (count, n) =>
      `${count} ${plural(n, 'Probe kam', 'Proben kamen')} nach dem letzten Training dazu; das Modell sagt nichts über sie.`,
    bulk: (share) => `${share} der Labels von Menschen wurden gesammelt vergeben, ohne Blick auf jede Probe.`,
    miscalibrated: (points) =>
      `Sicherheit und Genauigkeit liegen im Mittel ${points} Punkte auseinander: Schwellen für die Sicherheit bedeuten nicht, was sie sagen.`,
  },

  model: {
    none: 'Es wurde kein Modell trainiert.',
    family: 'Art',
    learned: 'Variationaler Autoencoder mit Gaußscher Mischung (GMVAE), ohne Labels auf den Proben trainiert',
    given: 'Gaußsche Mischung auf Einbettungen eines anderen Modells, projiziert auf deren Hauptachsen',
    clusters: 'Komponenten der Mischung',
    latent: 'Latente Dimensionen',
    hidden: 'Verborgene Schichten des Encoders',
    units: (units) => `${units} Einheiten`,
    epochs: 'Epochen',
    epochsOf: (done, warmup) => `${done}, davon ${warmup} zum Aufwärmen`,
    seed: 'Startwert des Zufalls',
    run: 'Trainingslauf',
    runAt: (id, moment) => `Nr. ${id}, begonnen am ${moment}`,
    engine: 'Berechnet von',
    engines: { native: 'TensorFlow, nativ', wasm: 'TensorFlow, WebAssembly' },
    decoder: 'Decoder von Clustern zu Klassen',
    prior: 'Klassen gelten als',
    priors: {
      uniform: 'gleich häufig',
      estimated: 'so häufig, wie zufällig gezogene Proben sagen',
      given: 'so häufig, wie die Projektleitung angab',
    },
    program: 'Programm',
    repeat:
      'Dieselben Proben, Einstellungen und derselbe Startwert wiederholen das Training, bis auf Rundung.',
  },

  record: {
    made: 'Dieses Blatt wurde erstellt',
    project: 'Projekt',
    digest: 'SHA-256 der Labels von Menschen',
    digestHow:
      'Über UTF-8-Text: eine Zeile für jede gelabelte Probe, die nicht beiseitegelegt wurde, in der Reihenfolge des Einlesens; Kennung, Tabulator, Name der Klasse, Zeilenvorschub.',
    after:
      'Abschnitte nach Gebru u. a. 2021, „Datasheets for Datasets“. Die Zahlen hat das Programm aus dem Projekt berechnet; was als keine Angabe vermerkt ist, kann nur die Projektleitung beantworten.',
  },
}
