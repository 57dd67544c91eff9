import Database from 'better-sqlite3'
import { migrate } from '../migrate.ts'
import { initialMigration } from '../migrations/001-initial.ts'
import { askedMigration } from '../migrations/002-asked.ts'
import { writeVersion1Project } from './version-1-project.ts'

/**
 * Writes the project of {@link writeVersion1Project} as the second format had it, with what it added: a sixth sample
 * imported after the sixth event; eve answers an audit question about it with cat, and skips a chosen one about 5;
 * she gives 5 the class cat with its cluster and takes that back. The curve has a point. Cat has the key m; of the new
 * classes elk has x, emu q, eel 1, and ewe, which was merged into elk, m.
 */
export function writeVersion2Project(file: string): void {
  writeVersion1Project(file)
  const database = new Database(file)
  const at = '2026-02-03T04:05:06.000Z'
  migrate(database, [initialMigration, askedMigration])
  database.pragma('foreign_keys = ON')
  database.exec(`
    INSERT INTO imports VALUES (2, 'elsewhere', 'idx', NULL, '${at}', 1, 6);
    INSERT INTO samples VALUES (6, 2, 'sample-6', NULL);
    INSERT INTO sample_inputs VALUES (6, zeroblob(16));
    UPDATE classes SET hotkey = 'm' WHERE id = 1;
    INSERT INTO classes VALUES
      (4, 'elk', 'elk', '#203040', 'x', '${at}', NULL, NULL),
      (5, 'emu', 'emu', '#203040', 'q', '${at}', NULL, NULL),
      (6, 'eel', 'eel', '#203040', '1', '${at}', NULL, NULL),
      (7, 'ewe', 'ewe', '#203040', 'm', '${at}', 4, '${at}');
    INSERT INTO label_events (id, kind, class_id, target_id, annotator, at, asked) VALUES
      (7, 'label', 1, NULL, 'eve', '${at}', 'audit'),
      (8, 'skip', NULL, NULL, 'eve', '${at}', 'chosen'),
      (9, 'bulk', 1, NULL, 'eve', '${at}', NULL),
      (10, 'undo', NULL, 9, 'eve', '${at}', NULL);
    INSERT INTO label_event_samples VALUES (7, 6, 1, 0.75), (8, 5, NULL, NULL), (9, 5, NULL, NULL);
    INSERT INTO training_runs (id, state, started_at, config, epochs, seconds)
      VALUES (1, 'cancelled', '${at}', '{}', 1, 0);
    INSERT INTO learning_curve VALUES (7, 1, 5, 1, NULL, NULL, NULL, 0.5, 0.25);
  `)
  database.close()
}
