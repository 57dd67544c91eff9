import classes from './classes.json' with { type: 'json' }
import common from './common.json' with { type: 'json' }
import data from './data.json' with { type: 'json' }
import errors from './errors.json' with { type: 'json' }
import exportTexts from './export.json' with { type: 'json' }
import frame from './frame.json' with { type: 'json' }
import keys from './keys.json' with { type: 'json' }
import labeling from './labeling.json' with { type: 'json' }
import map from './map.json' with { type: 'json' }
import projects from './projects.json' with { type: 'json' }
import quality from './quality.json' with { type: 'json' }
import sample from './sample.json' with { type: 'json' }
import session from './session.json' with { type: 'json' }
import settings from './settings.json' with { type: 'json' }
import snapshots from './snapshots.json' with { type: 'json' }
import team from './team.json' with { type: 'json' }
import training from './training.json' with { type: 'json' }

/** German texts by namespace: one file per room of the window. */
export const de = {
  classes,
  common,
  data,
  errors,
  export: exportTexts,
  frame,
  keys,
  labeling,
  map,
  projects,
  quality,
  sample,
  session,
  settings,
  snapshots,
  team,
  training,
}
