import type { About } from '../../../src-main/contract/about.ts'
import type { EngineStatus } from '../../../src-main/contract/training.ts'

/**
 * What goes into a report of a problem, a fact per line. In English whatever the window speaks, so that whoever reads it
 * finds the same words in every report.
 */
export function aboutReport(about: About, engine: EngineStatus | null): string {
  const lines = [
    ['Fewlabel', `${about.version} (${about.shell === 'electron' ? 'desktop' : 'browser'})`],
    ['System', about.system],
    ...about.parts.map(({ name, version }) => [name, version]),
    ['Project format', String(about.projectFormat)],
  ]
  if (engine) {
    lines.push(['Engine', [engine.backend, engine.state].filter(Boolean).join(', ')])
    lines.push(['Engine says', engine.reason])
    if (engine.version) lines.push(['Engine version', engine.version])
    if (engine.restarts > 0) lines.push(['Engine restarts', String(engine.restarts)])
  }
  lines.push(['Settings', about.configFolder], ['Projects', about.projectsFolder])
  lines.push(['Logs', about.logFolder ?? 'in the terminal'])
  return lines.map(([name, value]) => `${name}: ${value}`).join('\n')
}
