const mostClusters = 100_000

/**
 * "3, 7-9" → [3, 7, 8, 9], in order and without doubles; empty for nothing typed.
 * @returns null for what is no list of clusters
 */
export function readClusters(text: string): number[] | null {
  const found = new Set<number>()
  for (const piece of text.split(/[\s,;]+(?![-–])/).filter(Boolean)) {
    const range = /^(\d{1,6})(?:\s*[-–]\s*(\d{1,6}))?$/.exec(piece)
    if (!range) return null
    const first = Number(range[1])
    const last = Number(range[2] ?? range[1])
    if (last < first || last >= mostClusters) return null
    for (let cluster = first; cluster <= last; cluster++) found.add(cluster)
  }
  return [...found].sort((a, b) => a - b)
}

/** [3, 7, 8, 9] → "3, 7-9" */
export function writeClusters(clusters: readonly number[]): string {
  const runs: [number, number][] = []
  for (const cluster of [...clusters].sort((a, b) => a - b)) {
    const last = runs.at(-1)
    if (last && cluster <= last[1] + 1) last[1] = cluster
    else runs.push([cluster, cluster])
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(', ')
}
