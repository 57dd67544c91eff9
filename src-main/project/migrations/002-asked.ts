import type { Migration } from '../migrate.ts'

/**
 * What estimates of accuracy need: how each sample came to be asked, which samples there were at that time, and what
 * was known after each label.
 */
export const askedMigration: Migration = {
  version: 2,
  sql: `
-- How the sample came to be asked; null where a person picked it herself, and for all labels of the first format.
ALTER TABLE label_events ADD COLUMN asked TEXT
  CHECK (asked IN ('audit', 'chosen', 'review')) CHECK (asked IS NULL OR kind IN ('label', 'skip'));

-- Last event of the label log before the import; null where that was not recorded.
ALTER TABLE imports ADD COLUMN after_event INTEGER;

-- Written soon after the event, not with it: a crash may cost the last points, never a label.
CREATE TABLE learning_curve (
  event_id INTEGER PRIMARY KEY REFERENCES label_events (id),
  -- The run whose posteriors were in use.
  run_id INTEGER NOT NULL REFERENCES training_runs (id),
  labeled INTEGER NOT NULL,
  audits INTEGER NOT NULL,
  -- Estimated accuracy with its interval; all three null while it was too early.
  value REAL,
  low REAL CHECK ((low IS NULL) = (value IS NULL)),
  high REAL CHECK ((high IS NULL) = (value IS NULL)),
  confidence REAL NOT NULL,
  changed REAL NOT NULL
) STRICT;
`,
}
