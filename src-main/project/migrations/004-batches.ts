import type { Migration } from '../migrate.ts'
import { workTables } from './004-work.ts'

/**
 * What a project lead needs: labels that come in by the thousand as one step of the history, steps that keep their
 * identity when they travel between projects, and named versions of labels and model that stay as they are.
 */
export const batchesMigration: Migration = {
  version: 4,
  sql: `
-- Which log this is, wherever its steps travel.
CREATE TABLE label_log (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  identity TEXT NOT NULL CHECK (length(identity) = 32)
) STRICT;
INSERT INTO label_log (id, identity) VALUES (1, lower(hex(randomblob(16))));

-- Events that came in together: one step of the history.
CREATE TABLE label_batches (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('import', 'file', 'work', 'restore')),
  -- Where they came from, as people know it.
  name TEXT NOT NULL,
  -- Who took them in, and whose they are.
  annotator TEXT NOT NULL,
  people TEXT NOT NULL CHECK (json_valid(people)),
  at TEXT NOT NULL,
  -- Samples touched, each once.
  samples INTEGER NOT NULL
) STRICT;
CREATE TRIGGER label_batches_no_update BEFORE UPDATE ON label_batches
  BEGIN SELECT RAISE(ABORT, 'the label log is append-only'); END;
CREATE TRIGGER label_batches_no_delete BEFORE DELETE ON label_batches
  BEGIN SELECT RAISE(ABORT, 'the label log is append-only'); END;

ALTER TABLE label_events ADD COLUMN batch_id INTEGER REFERENCES label_batches (id)
  CHECK (batch_id IS NULL OR target_id IS NULL);
CREATE INDEX label_events_batch ON label_events (batch_id, id) WHERE batch_id IS NOT NULL;
-- The history lists steps; what is in a batch is none of its own.
DROP INDEX label_events_actions;
CREATE INDEX label_events_actions ON label_events (id) WHERE target_id IS NULL AND batch_id IS NULL;

-- Events that were said elsewhere: in which log, and their number there.
CREATE TABLE label_event_origins (
  event_id INTEGER PRIMARY KEY REFERENCES label_events (id),
  log_id TEXT NOT NULL,
  origin_id INTEGER NOT NULL,
  UNIQUE (log_id, origin_id)
) STRICT;
CREATE TRIGGER label_event_origins_no_update BEFORE UPDATE ON label_event_origins
  BEGIN SELECT RAISE(ABORT, 'the label log is append-only'); END;
CREATE TRIGGER label_event_origins_no_delete BEFORE DELETE ON label_event_origins
  BEGIN SELECT RAISE(ABORT, 'the label log is append-only'); END;

-- Labels and model as they were: what the log was after its last event, and what does not follow from it.
CREATE TABLE snapshots (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  note TEXT NOT NULL,
  annotator TEXT NOT NULL,
  taken_at TEXT NOT NULL,
  last_event INTEGER NOT NULL,
  samples INTEGER NOT NULL,
  -- The run in use and the samples it had sorted; null before the first training.
  run_id INTEGER REFERENCES training_runs (id),
  sorted INTEGER NOT NULL,
  -- Decoder, prior, classes, counts, accuracy and calibration of then.
  facts TEXT NOT NULL CHECK (json_valid(facts)),
  -- Of labels, classes, settings and posteriors.
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64)
) STRICT;
CREATE TRIGGER snapshots_no_update BEFORE UPDATE ON snapshots
  BEGIN SELECT RAISE(ABORT, 'snapshots are immutable'); END;
CREATE TRIGGER snapshots_no_delete BEFORE DELETE ON snapshots
  BEGIN SELECT RAISE(ABORT, 'snapshots are kept'); END;
${workTables}`,
}
