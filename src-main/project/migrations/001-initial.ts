import type { Migration } from '../migrate.ts'

/**
 * The first format. Three things shape it:
 * - Samples are only ever appended, with dense ids 1 … n, so that `id − 1` indexes every typed array outside.
 * - Bytes (inputs, thumbnails, originals, checkpoints) live in tables of their own: listing never reads them.
 * - What people said is a log that can only grow; what holds at the moment is derived from it, here as a view.
 */
export const initialMigration: Migration = {
  version: 1,
  sql: `
CREATE TABLE project (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  name TEXT NOT NULL,
  created_at TEXT NOT NULL,
  input_shape TEXT CHECK (json_valid(input_shape)),
  recipe TEXT CHECK (json_valid(recipe))
) STRICT;

-- Who may write at the moment; empty while nobody has the project open.
CREATE TABLE lease (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  token TEXT NOT NULL,
  holder TEXT NOT NULL,
  pid INTEGER NOT NULL,
  host TEXT NOT NULL,
  scope TEXT,
  process_started TEXT,
  path TEXT NOT NULL,
  since TEXT NOT NULL,
  heartbeat TEXT NOT NULL
) STRICT;

CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;

CREATE TABLE imports (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  format TEXT NOT NULL,
  recipe TEXT CHECK (json_valid(recipe)),
  imported_at TEXT NOT NULL,
  imported INTEGER NOT NULL
) STRICT;

CREATE TABLE samples (
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES imports (id),
  external_id TEXT NOT NULL,
  -- Relative to the project's folder, with forward slashes, wherever such a path exists.
  source_path TEXT
) STRICT;

CREATE TABLE sample_hashes (
  content_hash BLOB PRIMARY KEY CHECK (length(content_hash) = 32),
  sample_id INTEGER NOT NULL REFERENCES samples (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE sample_inputs (
  sample_id INTEGER PRIMARY KEY REFERENCES samples (id),
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE sample_thumbnails (
  sample_id INTEGER PRIMARY KEY REFERENCES samples (id),
  media_type TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE sample_originals (
  sample_id INTEGER PRIMARY KEY REFERENCES samples (id),
  media_type TEXT NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

-- Imported ground truth: never mixed with what people label here.
CREATE TABLE truth_names (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE sample_truth (
  sample_id INTEGER PRIMARY KEY REFERENCES samples (id),
  truth_id INTEGER NOT NULL REFERENCES truth_names (id)
) STRICT;

CREATE TABLE classes (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  -- The name as it is compared: trimmed, normalised, lower case.
  name_key TEXT NOT NULL,
  colour TEXT NOT NULL,
  hotkey TEXT,
  created_at TEXT NOT NULL,
  merged_into INTEGER REFERENCES classes (id) CHECK (merged_into <> id),
  merged_at TEXT
) STRICT;
CREATE UNIQUE INDEX classes_name ON classes (name_key) WHERE merged_into IS NULL;
CREATE UNIQUE INDEX classes_hotkey ON classes (hotkey) WHERE merged_into IS NULL AND hotkey IS NOT NULL;

CREATE TABLE label_events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('label', 'bulk', 'clear', 'skip', 'flag', 'unflag', 'undo', 'redo')),
  class_id INTEGER REFERENCES classes (id) CHECK ((class_id IS NOT NULL) = (kind IN ('label', 'bulk'))),
  target_id INTEGER REFERENCES label_events (id)
    CHECK ((target_id IS NOT NULL) = (kind IN ('undo', 'redo'))),
  annotator TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX label_events_target ON label_events (target_id, id) WHERE target_id IS NOT NULL;

CREATE TABLE label_event_samples (
  event_id INTEGER NOT NULL REFERENCES label_events (id),
  sample_id INTEGER NOT NULL REFERENCES samples (id),
  -- What the model said at that moment.
  said_class_id INTEGER REFERENCES classes (id),
  said_confidence REAL,
  PRIMARY KEY (event_id, sample_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER samples_stay BEFORE DELETE ON samples
  BEGIN SELECT RAISE(ABORT, 'samples are never removed'); END;
CREATE TRIGGER label_events_no_update BEFORE UPDATE ON label_events
  BEGIN SELECT RAISE(ABORT, 'the label log is append-only'); END;
CREATE TRIGGER label_events_no_delete BEFORE DELETE ON label_events
  BEGIN SELECT RAISE(ABORT, 'the label log is append-only'); END;
CREATE TRIGGER label_event_samples_no_update BEFORE UPDATE ON label_event_samples
  BEGIN SELECT RAISE(ABORT, 'the label log is append-only'); END;
CREATE TRIGGER label_event_samples_no_delete BEFORE DELETE ON label_event_samples
  BEGIN SELECT RAISE(ABORT, 'the label log is append-only'); END;

-- Every class and the class it stands for after all merges.
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

-- The label every labeled sample has now: the last effective label, bulk label or clearing counts.
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

CREATE TABLE training_runs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  state TEXT NOT NULL
    CHECK (state IN ('queued', 'running', 'paused', 'done', 'cancelled', 'failed', 'interrupted')),
  started_at TEXT NOT NULL,
  finished_at TEXT,
  config TEXT NOT NULL CHECK (json_valid(config)),
  backend TEXT,
  epochs INTEGER NOT NULL,
  seconds REAL NOT NULL,
  samples_per_second REAL,
  live_components INTEGER,
  failure TEXT
) STRICT;

-- Written in steps so that labels never wait for it; nobody sees one before visible = 1, set in one transaction.
CREATE TABLE checkpoints (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  run_id INTEGER NOT NULL REFERENCES training_runs (id),
  visible INTEGER NOT NULL CHECK (visible IN (0, 1)),
  epoch INTEGER NOT NULL,
  saved_at TEXT NOT NULL,
  header TEXT NOT NULL CHECK (json_valid(header)),
  bytes INTEGER NOT NULL
) STRICT;
CREATE INDEX checkpoints_run ON checkpoints (run_id, id);

CREATE TABLE checkpoint_chunks (
  checkpoint_id INTEGER NOT NULL REFERENCES checkpoints (id),
  place INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (checkpoint_id, place)
) STRICT;

-- Chunks at or after \`count\` are not committed yet.
CREATE TABLE posterior_sets (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  run_id INTEGER NOT NULL REFERENCES training_runs (id),
  component_count INTEGER NOT NULL,
  latent_dimensions INTEGER NOT NULL,
  count INTEGER NOT NULL,
  saved_at TEXT NOT NULL
) STRICT;
CREATE INDEX posterior_sets_run ON posterior_sets (run_id, id);

CREATE TABLE posterior_chunks (
  set_id INTEGER NOT NULL REFERENCES posterior_sets (id),
  first INTEGER NOT NULL,
  count INTEGER NOT NULL,
  components BLOB NOT NULL,
  weights BLOB NOT NULL,
  means BLOB NOT NULL,
  PRIMARY KEY (set_id, first)
) STRICT;

CREATE TABLE galleries (
  run_id INTEGER PRIMARY KEY REFERENCES training_runs (id),
  epoch INTEGER NOT NULL,
  masses BLOB NOT NULL,
  prototypes BLOB NOT NULL
) STRICT;

CREATE TABLE artifacts (
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES training_runs (id),
  name TEXT NOT NULL,
  version INTEGER NOT NULL,
  header TEXT NOT NULL CHECK (json_valid(header)),
  UNIQUE (run_id, name)
) STRICT;

CREATE TABLE artifact_parts (
  artifact_id INTEGER NOT NULL REFERENCES artifacts (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (artifact_id, name)
) STRICT;
`,
}
