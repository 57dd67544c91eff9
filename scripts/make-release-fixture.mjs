// Makes the fixture of one format with the program that writes it, from a checkout of its commit:
//
//   node scripts/make-release-fixture.mjs CHECKOUT
//
// It imports, trains and labels, writes `format-N.fewlabel.gz` into src-main/project/testing/releases and beside it, as
// `format-N.json`, what that program then says is in the project. Run it once, when a format is released; the files are
// never made anew. A closed project still holds the bytes of the last lease on it, the machine's name among them: make
// it under a name that tells nothing (`unshare --uts`).
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import sharp from 'sharp'
import { whatItHolds } from '../src-main/project/testing/releases/what-it-holds.ts'

const releases = new URL('../src-main/project/testing/releases/', import.meta.url)
const samples = 24
const side = 8

const checkout = resolve(process.argv[2] ?? '.')
const load = (path) => import(pathToFileURL(join(checkout, 'src-main', path)).href)

const { migrations } = await load('project/migrations/index.ts')
const format = migrations.length

// The paths of a project's originals are kept in it, so they are not those of the machine that makes the fixture.
const home = '/home/ann/letters'
process.env.FEWLABEL_HOME = join(home, 'settings')
const file = join(home, `format-${format}.fewlabel`)
if (existsSync(home)) throw new Error(`${home} is there already; it would be removed in the end.`)
try {
  await drawPictures()
  await importAndTrain()
  await label()
  if (format >= 4) await takeSnapshot()
  await keep()
} finally {
  rmSync(home, { recursive: true, force: true })
}

/** Bars that lie, stand and cross, each a little different. */
async function drawPictures() {
  for (let i = 0; i < samples; i++) {
    const kind = ['lying', 'standing', 'crossing'][i % 3]
    const at = 1 + (Math.floor(i / 3) % 6)
    const pixels = Uint8Array.from({ length: side * side }, (_, pixel) => {
      const [row, column] = [Math.floor(pixel / side), pixel % side]
      const isInk = (kind !== 'standing' && row === at) || (kind !== 'lying' && column === at)
      return isInk ? 255 - 3 * i : 2 * i
    })
    const path = join(home, 'pictures', kind, `${String(i).padStart(2, '0')}.png`)
    mkdirSync(dirname(path), { recursive: true })
    await sharp(pixels, { raw: { width: side, height: side, channels: 1 } })
      // Every other one is so large that the project keeps a thumbnail beside it.
      .resize((i % 2 ? 2 : 16) * side, (i % 2 ? 2 : 16) * side, { kernel: 'nearest' })
      .png()
      .toFile(path)
  }
}

async function importAndTrain() {
  const { createNodeWorkbench } = await load('shells/browser/node-workbench.ts')
  const { importRequestSchema } = await load('contract/data.ts')
  const workbench = createNodeWorkbench('the release')
  try {
    await workbench.createProject(file)
    const project = workbench.project()
    await project.imports.run(
      importRequestSchema.parse({
        source: join(home, 'pictures'),
        format: 'folder',
        ...(format < 4 ? { foldersAreTruth: true } : { foldersAreClasses: true }),
        recipe: { side },
      }),
    )
    await workbench.restartEngine('wasm')
    const small = { clusters: 4, latentDimensions: 2, hiddenUnits: [8], batchSize: 8 }
    const config = project.training.defaults({ ...small, warmupEpochs: 2, elboEpochs: 2 })
    await project.training.run(config)
  } finally {
    await workbench.close()
  }
}

/** Something of everything that people of that format's time could do, undo included. */
async function label() {
  const { Project } = await load('project/project.ts')
  const project = Project.open(file, { holder: 'the release' })
  const { classes, labels } = project
  const names = ['lying', 'standing', 'crossing', 'upright']
  const [lying, standing, crossing, upright] = names.map((name) => classes.add({ name }).id)
  classes.setHotkey(lying, 'b')
  classes.setHotkey(standing, format < 3 ? 'x' : 'v')
  const said = { classIds: [standing], confidences: [0.75] }
  const asked = format < 2 ? undefined : 'audit'
  labels.append({ kind: 'label', classId: lying, annotator: 'ann', samples: [1, 4, 7] })
  labels.append({ kind: 'label', classId: standing, annotator: 'ann', samples: [2], said, asked })
  labels.append({ kind: 'label', classId: crossing, annotator: 'bob', samples: [2] })
  labels.append({ kind: 'bulk', classId: upright, annotator: 'bob', samples: [9, 10, 11] })
  labels.append({ kind: 'skip', annotator: 'bob', samples: [12] })
  labels.append({ kind: 'flag', annotator: 'ann', samples: [4, 5] })
  labels.append({ kind: 'unflag', annotator: 'ann', samples: [5] })
  labels.append({ kind: 'clear', annotator: 'ann', samples: [7] })
  labels.undo('ann')
  labels.undo('bob')
  labels.redo('ann')
  if (format < 3) {
    classes.merge(upright, standing)
  } else {
    const point = { eventId: 2, runId: 1, labeled: 4, audits: 1, confidence: 0.5, changed: 0.25 }
    project.curve.append({ ...point, accuracy: null })
    labels.append({ kind: 'flag', annotator: 'ann', samples: [6], detail: { reason: 'too dark' } })
    labels.append({ kind: 'exclude', annotator: 'ann', samples: [20] })
    const into = { into: standing }
    labels.append({ kind: 'merge', classId: upright, annotator: 'ann', samples: [], detail: into })
    project.comments.add(3, 'ann', 'Which way does it lie?')
    classes.setGroup(lying, ['one bar'])
    classes.setGuideline(crossing, 'Both bars reach the border.')
    classes.setExample(crossing, 3, true)
  }
  if (format >= 4) {
    const at = '2026-01-02T03:04:05.000Z'
    const origin = { logId: 'e'.repeat(32), eventId: 17 }
    const steps = [
      { kind: 'label', classId: standing, annotator: 'eve', samples: [17, 18], at },
      { kind: 'label', classId: lying, annotator: 'eve', samples: [2], at, origin },
    ]
    labels.appendBatch(steps, { kind: 'work', name: 'eve.fewlabel-work', annotator: 'ann' })
  }
  labels.append({ kind: 'label', classId: crossing, annotator: 'eve', samples: [15] })
  labels.undo('eve')
  project.settings.set('release', { format })
  project.close()
}

async function takeSnapshot() {
  const { createNodeWorkbench } = await load('shells/browser/node-workbench.ts')
  const workbench = createNodeWorkbench('the release')
  try {
    await workbench.openProject(file)
    workbench.setAnnotator('ann')
    const project = workbench.project()
    await project.ready()
    await project.snapshots.take({ name: 'first', note: 'before the rest is labeled' })
  } finally {
    await workbench.close()
  }
}

async function keep() {
  const { Project } = await load('project/project.ts')
  const original = readFileSync(file)
  // Opened once more: what is compared has been on the disk, and the file itself is the one before that.
  const project = Project.open(file, { holder: 'the release' })
  const held = whatItHolds(project)
  project.close()
  const packed = gzipSync(original, { level: 9 })
  writeFileSync(new URL(`format-${format}.fewlabel.gz`, releases), packed)
  writeFileSync(new URL(`format-${format}.json`, releases), `${JSON.stringify(held, null, 2)}\n`)
  process.stdout.write(`format ${format}: ${original.length} bytes, ${packed.length} packed\n`)
}
