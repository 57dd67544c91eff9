/*
 * Loaded after the guard where the proof itself is put to the test: makes one part of the program try to reach a network
 * (FEWLABEL_PLANT=host|engine|decoder|worker|native). 203.0.113.0/24 is kept for documentation: nobody has it.
 */
import { spawn } from 'node:child_process'
import { lookup } from 'node:dns/promises'
import { connect } from 'node:net'
import { basename } from 'node:path'
import { isMainThread } from 'node:worker_threads'

const here = isMainThread ? basename(process.argv[1] ?? '') : 'worker'
const hosts = ['cli.js', 'electron-main.js']

/** Two sockets without the guard: as an addon, or a program that ours starts, would open them. */
const withoutGuard = `
  require('node:net').connect(9, '203.0.113.5').on('error', () => {})
  const socket = require('node:dgram').createSocket('udp4').on('error', () => {})
  socket.connect(9, '203.0.113.6', () => socket.send('planted', () => {}))
  setTimeout(() => process.exit(), 1000)`

const plants: Record<string, { where: string[]; reach: () => unknown }> = {
  host: { where: hosts, reach: () => fetch('http://203.0.113.1/') },
  engine: { where: ['engine.js'], reach: () => connect(443, '203.0.113.2') },
  decoder: { where: ['image-decoder.js'], reach: () => connect(443, '203.0.113.3').on('error', () => {}) },
  worker: { where: ['worker'], reach: () => lookup('planted.invalid') },
  native: {
    where: hosts,
    reach: () => spawn(process.execPath, ['-e', withoutGuard], { env: {}, stdio: 'ignore' }),
  },
}

const plant = plants[process.env.FEWLABEL_PLANT ?? '']
if (plant?.where.includes(here)) {
  setTimeout(async () => {
    // Refused, as it should be; the record is what counts.
    await new Promise((resolve) => resolve(plant.reach())).catch(() => {})
  }, 0)
}
