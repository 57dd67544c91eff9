/** Part of format 4: who is to label what, and the files in which work travels. */
export const workTables = `
-- Work given to one person at one time: which samples, and how they were chosen.
CREATE TABLE work_assignments (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  annotator TEXT NOT NULL,
  -- {from: 'clusters' | 'range' | 'share', …}
  choice TEXT NOT NULL CHECK (json_valid(choice)),
  -- Drawn evenly among all samples that were open: only of such labels may accuracy be estimated.
  drawn INTEGER NOT NULL CHECK (drawn IN (0, 1)),
  assigned_by TEXT NOT NULL,
  assigned_at TEXT NOT NULL,
  -- Null while it counts.
  withdrawn_at TEXT
) STRICT;

CREATE TABLE work_assignment_samples (
  assignment_id INTEGER NOT NULL REFERENCES work_assignments (id),
  sample_id INTEGER NOT NULL REFERENCES samples (id),
  PRIMARY KEY (assignment_id, sample_id)
) STRICT, WITHOUT ROWID;

-- Packages made here, by the identity of their label logs.
CREATE TABLE work_packages (
  log_id TEXT PRIMARY KEY CHECK (length(log_id) = 32),
  assignment_id INTEGER NOT NULL REFERENCES work_assignments (id),
  file_name TEXT NOT NULL,
  independent INTEGER NOT NULL CHECK (independent IN (0, 1)),
  made_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Packages that were merged, each time one was.
CREATE TABLE work_merges (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  log_id TEXT NOT NULL CHECK (length(log_id) = 32),
  file_name TEXT NOT NULL,
  annotator TEXT NOT NULL,
  merged_by TEXT NOT NULL,
  merged_at TEXT NOT NULL,
  -- Null where there was nothing new.
  batch_id INTEGER REFERENCES label_batches (id),
  taken INTEGER NOT NULL,
  known INTEGER NOT NULL,
  disputed INTEGER NOT NULL
) STRICT;

-- In a package: where it comes from. Empty in every other project.
CREATE TABLE work_origin (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  log_id TEXT NOT NULL CHECK (length(log_id) = 32),
  project_name TEXT NOT NULL,
  annotator TEXT NOT NULL,
  independent INTEGER NOT NULL CHECK (independent IN (0, 1)),
  drawn INTEGER NOT NULL CHECK (drawn IN (0, 1)),
  made_at TEXT NOT NULL,
  -- Ids of the first classes in the log they come from, in the order they have here.
  class_ids TEXT NOT NULL CHECK (json_valid(class_ids))
) STRICT;
`
