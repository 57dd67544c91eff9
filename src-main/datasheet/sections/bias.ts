import type { Grouping } from '../../contract/quality.ts'
import type { Block, Section } from '../blocks.ts'
import { heading, note, paragraph, type SectionInput } from './section-input.ts'

/** Below this share of what it should have, a cluster has few labels. */
const fewBelow = 0.5
const mostClusters = 15
const mostGroups = 30

/** Whether labels lie where the samples are, and whether some samples are told less well than others. */
export function bias(input: SectionInput): Section {
  const { words } = input
  return {
    title: words.titles.bias,
    blocks: [...coverage(input), heading(words.bias.groups), ...groups(input)],
  }
}

function coverage({ sheet, words, format }: SectionInput): Block[] {
  const { clusters } = sheet.quality
  const { count, whole } = format
  if (clusters.length === 0) return [paragraph(words.limits.untrained)]
  const all = clusters.reduce((sum, { size }) => sum + size, 0)
  const shareOf = (among: typeof clusters) => whole(among.reduce((sum, { size }) => sum + size, 0) / all)
  const none = clusters.filter(({ labeled }) => labeled === 0)
  const few = clusters.filter(({ labeled, representation }) => labeled > 0 && representation < fewBelow)
  const least = [...none, ...few].sort((a, b) => b.size - a.size).slice(0, mostClusters)
  return [
    paragraph(words.bias.clusters(count(clusters.length))),
    ...(none.length > 0 ? [paragraph(words.bias.none(count(none.length), none.length, shareOf(none)))] : []),
    ...(few.length > 0 ? [paragraph(words.bias.few(count(few.length), few.length, shareOf(few)))] : []),
    ...(least.length === 0
      ? [paragraph(words.bias.even)]
      : [
          {
            kind: 'table',
            table: {
              caption: words.bias.least,
              columns: [
                { title: words.bias.cluster, align: 'start', share: 2 },
                { title: words.bias.samples, align: 'end', share: 2 },
                { title: words.bias.labeled, align: 'end', share: 2 },
                { title: words.bias.coverage, align: 'end', share: 2 },
                { title: words.bias.confidence, align: 'end', share: 3 },
              ],
              rows: least.map(({ component, size, labeled, representation, confidence }) => [
                String(component),
                count(size),
                count(labeled),
                format.decimal(representation),
                whole(confidence),
              ]),
            },
          } satisfies Block,
          note(words.bias.coverageNote),
        ]),
  ]
}

function groups({ sheet, words, format }: SectionInput): Block[] {
  const { groupings, leftOut, auditsNeeded } = sheet.groupings
  const apart = leftOut.length > 0 ? [note(words.bias.leftOut(leftOut.join(', ')))] : []
  if (groupings.length === 0) return [paragraph(words.bias.noGroups), ...apart]
  return [
    ...groupings.flatMap((grouping) => table(grouping)),
    note(words.bias.groupsNote(format.count(auditsNeeded))),
    ...apart,
  ]

  function table({ by, groups: rows }: Grouping): Block[] {
    const told = rows.flatMap(({ value, labeledLess, lessAccurate }) => [
      ...(labeledLess ? [words.bias.labeledLess(value)] : []),
      ...(lessAccurate ? [words.bias.lessAccurate(value)] : []),
    ])
    return [
      {
        kind: 'table',
        table: {
          caption: by.kind === 'source' ? words.bias.bySource : words.bias.byField(by.name),
          columns: [
            { title: words.bias.group, align: 'start', share: 4 },
            { title: words.bias.samples, align: 'end', share: 2 },
            { title: words.bias.labeledShare, align: 'end', share: 3 },
            { title: words.bias.audits, align: 'end', share: 2 },
            { title: words.bias.groupAccuracy, align: 'end', share: 3 },
          ],
          rows: rows
            .slice(0, mostGroups)
            .map(({ value, size, share, audits, accuracy }) => [
              value,
              format.count(size),
              format.percent(share.value),
              format.count(audits),
              format.shortInterval(accuracy),
            ]),
        },
      },
      ...(told.length > 0 ? [{ kind: 'list', items: told } satisfies Block] : []),
    ]
  }
}
