import { expect, it } from 'vitest'
import { aboutReport } from './about-report.ts'

const about = {
  version: '1.2.3',
  shell: 'electron' as const,
  system: 'Linux 6.8.0, x64',
  parts: [
    { name: 'Electron', version: '45.4.1' },
    { name: 'SQLite', version: '3.53.0' },
  ],
  projectFormat: 7,
  configFolder: '/home/anna/.config/fewlabel',
  projectsFolder: '/home/anna/Fewlabel',
  logFolder: null,
  notices: true,
}

it('names every version and folder, a fact per line', () => {
  const engine = {
    state: 'ready' as const,
    backend: 'native' as const,
    reason: 'TensorFlow 2.9.1 on the processor',
    version: '2.9.1',
    pid: 12,
    restarts: 2,
  }
  expect(aboutReport(about, engine).split('\n')).toEqual([
    'Fewlabel: 1.2.3 (desktop)',
    'System: Linux 6.8.0, x64',
    'Electron: 45.4.1',
    'SQLite: 3.53.0',
    'Project format: 7',
    'Engine: native, ready',
    'Engine says: TensorFlow 2.9.1 on the processor',
    'Engine version: 2.9.1',
    'Engine restarts: 2',
    'Settings: /home/anna/.config/fewlabel',
    'Projects: /home/anna/Fewlabel',
    'Logs: in the terminal',
  ])
})

it('leaves out what is not known', () => {
  expect(aboutReport({ ...about, shell: 'browser' }, null)).toMatch(/^Fewlabel: 1\.2\.3 \(browser\)\n/)
  expect(aboutReport(about, null)).not.toContain('Engine')
})
