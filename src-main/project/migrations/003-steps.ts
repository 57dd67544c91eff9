import type { Migration } from '../migrate.ts'

/** Letters that mean something else in the window since this format; a class that has one gets another key. */
const reserved = ['c', 'f', 'j', 'k', 'm', 'n', 'q', 'x']
const offered = [...'1234567890abdeghiloprstuvwyz']

const moveHotkeys = reserved
  .map(
    (key) => `
UPDATE classes SET hotkey = (
  WITH offered (key, place) AS (VALUES ${offered.map((free, place) => `('${free}', ${place})`).join(', ')})
  SELECT key FROM offered
  WHERE key NOT IN (SELECT hotkey FROM classes WHERE merged_into IS NULL AND hotkey IS NOT NULL)
  ORDER BY place LIMIT 1
) WHERE hotkey = '${key}';`,
  )
  .join('')

/**
 * What an annotator's workbench needs: junk that is left out, merges and splits as steps that can be taken back,
 * reasons for flags, what a cluster's label rested on, guidelines, comments, and what is shown beside a sample.
 *
 * A CHECK cannot be changed in place, so the log is written anew under its ids: with foreign keys off, as
 * https://sqlite.org/lang_altertable.html#otheralter has it, for other tables refer to it meanwhile.
 */
export const stepsMigration: Migration = {
  version: 3,
  rechecked: ['label_events', 'label_event_samples', 'learning_curve'],
  sql: `
DROP VIEW current_labels;
DROP VIEW effective_events;
DROP VIEW class_resolution;

CREATE TABLE label_events_anew (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN
    ('label', 'bulk', 'clear', 'skip', 'flag', 'unflag', 'exclude', 'include', 'merge', 'split', 'undo', 'redo')),
  -- The class given; of a merge the one that goes away.
  class_id INTEGER REFERENCES classes (id) CHECK ((class_id IS NOT NULL) = (kind IN ('label', 'bulk', 'merge'))),
  target_id INTEGER REFERENCES label_events (id)
    CHECK ((target_id IS NOT NULL) = (kind IN ('undo', 'redo'))),
  annotator TEXT NOT NULL,
  at TEXT NOT NULL,
  -- How the sample came to be asked; null where a person picked it herself, and for all labels of the first format.
  asked TEXT CHECK (asked IN ('audit', 'chosen', 'review')) CHECK (asked IS NULL OR kind IN ('label', 'skip')),
  -- flag: {reason}; bulk: {component, checked, purityAtLeast}; merge: {into}; split: {runId, component, parts, sorted}.
  detail TEXT CHECK (detail IS NULL OR json_valid(detail))
    CHECK (detail IS NULL OR kind IN ('flag', 'bulk', 'merge', 'split'))
    CHECK (detail IS NOT NULL OR kind NOT IN ('merge', 'split'))
) STRICT;
INSERT INTO label_events_anew (id, kind, class_id, target_id, annotator, at, asked)
  SELECT id, kind, class_id, target_id, annotator, at, asked FROM label_events ORDER BY id;
-- Its triggers forbid deleting; dropping a table takes them along without calling them.
DROP TABLE label_events;
ALTER TABLE label_events_anew RENAME TO label_events;
CREATE INDEX label_events_target ON label_events (target_id, id) WHERE target_id IS NOT NULL;
-- The history lists actions; a journey through it may have left more undos than there are actions.
CREATE INDEX label_events_actions ON label_events (id) WHERE target_id IS NULL;
CREATE TRIGGER label_events_no_update BEFORE UPDATE ON label_events
  BEGIN SELECT RAISE(ABORT, 'the label log is append-only'); END;
CREATE TRIGGER label_events_no_delete BEFORE DELETE ON label_events
  BEGIN SELECT RAISE(ABORT, 'the label log is append-only'); END;

-- Every class and the class it stands for after all merges in effect.
CREATE VIEW class_resolution (id, class_id) AS
WITH RECURSIVE chain (id, class_id, next) AS (
  SELECT id, id, merged_into FROM classes
  UNION ALL
  SELECT chain.id, classes.id, classes.merged_into FROM chain JOIN classes ON classes.id = chain.next
)
SELECT id, class_id FROM chain WHERE next IS NULL;

-- Actions that are not undone: the last undo or redo that names them, if any, is a redo.
CREATE VIEW effective_events (id, kind, class_id, annotator, at) AS
SELECT id, kind, class_id, annotator, at FROM label_events AS event
WHERE target_id IS NULL AND coalesce(
  (SELECT kind FROM label_events WHERE target_id = event.id ORDER BY id DESC LIMIT 1), 'redo') = 'redo';

-- The label every labeled sample has now, also where it is excluded: the last effective label, bulk label or clearing
-- counts.
CREATE VIEW current_labels (sample_id, class_id, source, annotator, labeled_at, event_id) AS
SELECT last.sample_id, resolution.class_id, iif(last.kind = 'label', 'human', 'bulk'),
  last.annotator, last.at, last.event_id
FROM (
  SELECT touched.sample_id, event.id AS event_id, event.kind, event.class_id, event.annotator, event.at,
    row_number() OVER (PARTITION BY touched.sample_id ORDER BY event.id DESC) AS place
  FROM effective_events AS event JOIN label_event_samples AS touched ON touched.event_id = event.id
  WHERE event.kind IN ('label', 'bulk', 'clear')
) AS last
JOIN class_resolution AS resolution ON resolution.id = last.class_id
WHERE last.place = 1;

-- Names of the groups a class belongs to, outermost first.
ALTER TABLE classes ADD COLUMN group_path TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(group_path));
ALTER TABLE classes ADD COLUMN guideline TEXT NOT NULL DEFAULT '';
${moveHotkeys}

-- Samples that show what a class means.
CREATE TABLE class_examples (
  class_id INTEGER NOT NULL REFERENCES classes (id),
  sample_id INTEGER NOT NULL REFERENCES samples (id),
  place INTEGER NOT NULL,
  PRIMARY KEY (class_id, sample_id)
) STRICT, WITHOUT ROWID;

-- What people noted is not deleted, only marked as removed.
CREATE TABLE sample_comments (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sample_id INTEGER NOT NULL REFERENCES samples (id),
  annotator TEXT NOT NULL,
  at TEXT NOT NULL,
  text TEXT NOT NULL,
  removed_at TEXT
) STRICT;
CREATE INDEX sample_comments_sample ON sample_comments (sample_id, id) WHERE removed_at IS NULL;
CREATE TRIGGER sample_comments_no_delete BEFORE DELETE ON sample_comments
  BEGIN SELECT RAISE(ABORT, 'comments are kept'); END;
CREATE TRIGGER sample_comments_no_update
  BEFORE UPDATE OF id, sample_id, annotator, at, text ON sample_comments
  BEGIN SELECT RAISE(ABORT, 'comments are kept'); END;

-- Names of the columns that are shown but not seen by the model, and of those it sees; null where there are none or
-- nobody recorded them.
ALTER TABLE imports ADD COLUMN field_names TEXT CHECK (field_names IS NULL OR json_valid(field_names));
ALTER TABLE imports ADD COLUMN feature_names TEXT CHECK (feature_names IS NULL OR json_valid(feature_names));

-- Values of the fields that its import names, as a JSON array of texts in their order.
CREATE TABLE sample_fields (
  sample_id INTEGER PRIMARY KEY REFERENCES samples (id),
  field_values TEXT NOT NULL CHECK (json_valid(field_values))
) STRICT;

CREATE TABLE sample_texts (
  sample_id INTEGER PRIMARY KEY REFERENCES samples (id),
  text TEXT NOT NULL
) STRICT;
`,
}
