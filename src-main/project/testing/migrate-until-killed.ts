// A process that opens the project named on its command line and starts to bring it from the first format to a second
// one that takes minutes, until it is killed.
import { initialMigration } from '../migrations/001-initial.ts'
import { openFile } from '../project-file.ts'

const [, , file] = process.argv
const slow = `
  CREATE TABLE numbers (value INTEGER PRIMARY KEY, filling BLOB) STRICT;
  INSERT INTO numbers
    WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < 1000000000)
    SELECT n, zeroblob(500) FROM counted;`
openFile(file, 'the one to be killed', [initialMigration, { version: 2, sql: slow }])
