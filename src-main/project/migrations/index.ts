import type { Migration } from '../migrate.ts'
import { initialMigration } from './001-initial.ts'
import { askedMigration } from './002-asked.ts'
import { stepsMigration } from './003-steps.ts'
import { batchesMigration } from './004-batches.ts'

/** All migrations in order; the version of the last one is the version this program writes. */
export const migrations: readonly Migration[] = [
  initialMigration,
  askedMigration,
  stepsMigration,
  batchesMigration,
]
