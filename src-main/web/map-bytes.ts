import type { OpenProject } from '../app/open-project.ts'

// Points of a run change when samples are sorted later; the window asks for them once.
const headers = { 'content-type': 'application/octet-stream', 'cache-control': 'no-cache' }

/** `/map/{runId}/points`; see contract/map.ts. */
export function mapPointsResponse(project: OpenProject, runId: number): Response {
  return new Response(project.map.points(runId), { headers })
}

/** `/map/marks`; see contract/map.ts. */
export function mapMarksResponse(project: OpenProject): Response {
  const { bytes, annotators, revision } = project.mapMarks()
  return new Response(bytes, {
    headers: { ...headers, 'x-revision': String(revision), 'x-annotators': asciiJson(annotators) },
  })
}

/** Headers carry no other letters. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[^\x20-\x7e]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
