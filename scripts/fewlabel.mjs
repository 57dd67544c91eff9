#!/usr/bin/env node
// The command `fewlabel` inside a checkout: sets up what is missing, then runs the built command line.
import { bootstrap } from './bootstrap.mjs'

await bootstrap('fewlabel', process.argv.slice(2))
