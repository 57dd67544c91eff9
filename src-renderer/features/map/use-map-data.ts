import { useQuery } from '@tanstack/react-query'
import { type RefObject, useEffect, useRef } from 'react'
import type { StoreApi } from 'zustand'
import { notifyError } from '../../components/notify.ts'
import { useResolvedColours } from '../../components/use-resolved-colours.ts'
import { useLive } from '../../lib/live-state.ts'
import { useClassLooks } from '../labeling/data/class-looks.ts'
import { useSession, useView } from '../labeling/data/session-context.ts'
import { fetchMarks, fetchPlaces, indexPlaces } from './data/map-data.ts'
import { MarkFeed } from './data/mark-feed.ts'
import type { MapSurface } from './gl/map-surface.ts'
import { paletteOf, rgbOfCss } from './logic/colouring.ts'
import type { MapMarks } from './logic/marks.ts'
import { type MapViewState, useMap } from './map-model.ts'

/** Where the samples of a run lie; kept until another run is shown. */
export function usePlaces(runId: number, count: number) {
  return useQuery({
    queryKey: ['map', 'places', runId, count],
    queryFn: () => fetchPlaces(runId),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    structuralSharing: false,
  })
}

/** Reads the marks while the map is on screen, and indexes its places. */
export function useMapFeed(model: StoreApi<MapViewState>, places: Float32Array): void {
  const { actions } = useSession()
  const revision = useLive((live) => live.labeling?.revision)
  const feed = useRef<MarkFeed | null>(null)

  useEffect(() => {
    const started = new MarkFeed({
      read: fetchMarks,
      actions,
      onChange: (marks) => model.setState((state) => ({ marks, marksVersion: state.marksVersion + 1 })),
      onError: notifyError,
    })
    feed.current = started
    return () => started.end()
  }, [model, actions])

  // biome-ignore lint/correctness/useExhaustiveDependencies: what the host's revision stands for is what is read
  useEffect(() => feed.current?.outdate(), [revision])

  useEffect(() => {
    let gone = false
    indexPlaces(places).then((index) => {
      if (!gone) model.setState({ index })
    }, notifyError)
    return () => {
      gone = true
    }
  }, [model, places])
}

/** Uploads what changed: marks, chosen samples, colours, highlight. Nothing of it happens when the map is only moved. */
export function useMapLook(surface: MapSurface | null, host: RefObject<HTMLElement | null>): void {
  const marks = useMap((state) => state.marks)
  const version = useMap((state) => state.marksVersion)
  const colouring = useMap((state) => state.colouring)
  const highlight = useMap((state) => state.highlight)
  const chosen = useView((state) => state.selection.chosen)
  const openCluster = useView((state) => state.members?.component ?? null)
  const looks = useClassLooks()
  const theme = useResolvedColours(['--text', '--text-3', '--surface', '--accent-text'], host)
  const count = marks?.count ?? 0

  // biome-ignore lint/correctness/useExhaustiveDependencies: the same marks change inside
  useEffect(() => {
    if (marks) surface?.setMarks(marks.bytes, labeledOf(marks))
  }, [surface, marks, version])

  useEffect(() => {
    const onMap = [...chosen].filter((id) => id <= count)
    surface?.setChosen(Uint32Array.from(onMap, (id) => id - 1))
  }, [surface, chosen, count])

  useEffect(() => {
    if (marks) surface?.setOpen(membersOf(marks, openCluster))
  }, [surface, marks, openCluster])

  useEffect(() => {
    if (!theme) return
    const palette = paletteOf({
      colouring,
      classColours: new Map([...looks].map(([id, { colour }]) => [id, colour])),
      neutral: rgbOfCss(theme['--text-3']),
      labeled: rgbOfCss(theme['--text']),
    })
    surface?.setColours(colouring, palette, {
      rim: rgbOfCss(theme['--surface']),
      ring: rgbOfCss(theme['--text']),
      openTone: rgbOfCss(theme['--accent-text']),
    })
  }, [surface, colouring, looks, theme])

  useEffect(() => surface?.setHighlight(highlight), [surface, highlight])
}

function membersOf(marks: MapMarks, component: number | null): Uint32Array {
  const found: number[] = []
  if (component === null) return new Uint32Array()
  for (let ordinal = 0; ordinal < marks.count; ordinal += 1) {
    if (marks.clusterOf(ordinal) === component) found.push(ordinal)
  }
  return Uint32Array.from(found)
}

function labeledOf(marks: MapMarks): Uint32Array {
  const found: number[] = []
  for (let ordinal = 0; ordinal < marks.count; ordinal += 1) {
    if (marks.has(ordinal, 'labeled')) found.push(ordinal)
  }
  return Uint32Array.from(found)
}
