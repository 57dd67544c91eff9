import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import type { FolderListing } from '../../src-main/contract/window.ts'
import { toErrorDocument } from '../lib/errors.ts'
import { type FileDialogOptions, rememberFolder, startFolder } from '../lib/file-dialog.ts'
import { t } from '../lib/i18n.ts'
import { cleanTypedPath, isAbsolutePath, joinPath, splitPath, withExtension } from '../lib/paths.ts'
import { useShellInfo } from '../lib/shell-info.ts'
import { trpc } from '../lib/trpc.ts'

export type FolderEntry = FolderListing['entries'][number]

const listFolder = (folder?: string): Promise<FolderListing> => trpc.shell.listFolder.query({ folder })

function fits(entry: FolderEntry, extensions: string[] | undefined): boolean {
  if (entry.kind === 'folder' || !extensions) return true
  return extensions.some((extension) => entry.name.toLowerCase().endsWith(extension))
}

/** Everything the file dialog knows and can do; the dialog only draws it. */
export function useFileDialogState(request: FileDialogOptions, onAnswer: (path: string | null) => void) {
  const shell = useShellInfo()
  const saving = request.kind === 'save-file' || request.kind === 'save-folder'
  const [wanted, setWanted] = useState(() => startFolder(request))
  const folder = wanted ?? shell?.projectsFolder
  const [selected, setSelected] = useState<FolderEntry | null>(null)
  const [name, setName] = useState(request.name ?? '')
  const [typed, setTyped] = useState('')
  const [typedError, setTypedError] = useState<string | null>(null)

  const query = useQuery({
    queryKey: ['shell', 'folder', folder],
    queryFn: () => listFolder(folder),
    enabled: folder !== undefined,
    placeholderData: keepPreviousData,
    gcTime: 0,
    staleTime: 0,
    retry: false,
  })
  const listing = query.data
  const entries = useMemo(
    () => listing?.entries.filter((entry) => fits(entry, request.extensions)) ?? [],
    [listing, request.extensions],
  )

  useEffect(() => {
    if (!listing) return
    setTyped(listing.folder)
    setTypedError(null)
    setSelected(null)
  }, [listing])

  const canChoose = (entry: FolderEntry) =>
    request.kind === 'open-any' || (request.kind === 'open-folder') === (entry.kind === 'folder')

  const extension = request.kind === 'save-file' ? (request.extensions?.[0] ?? '') : ''
  const trimmedName = name.trim()
  const nameError = /[\\/]/.test(trimmedName) ? t('files.noSlashes') : null
  const target = (() => {
    if (!listing) return null
    if (saving)
      return trimmedName && !nameError
        ? joinPath(listing.folder, withExtension(trimmedName, extension))
        : null
    if (selected && canChoose(selected)) return selected.path
    return request.kind === 'open-folder' || request.kind === 'open-any' ? listing.folder : null
  })()

  const answer = (path: string) => {
    rememberFolder(request, saving || path !== listing?.folder ? splitPath(path)[0] : path)
    onAnswer(path)
  }
  const goTo = (path: string) => setWanted(path)

  return {
    listing,
    entries,
    loading: query.isPending,
    error: query.isError ? toErrorDocument(query.error) : null,
    selected,
    target,
    typed,
    typedError,
    name,
    nameError,
    canChoose,
    setName,
    goTo,
    setTyped: (text: string) => {
      setTyped(text)
      setTypedError(null)
    },
    goUp: () => {
      if (listing?.parent) goTo(listing.parent)
    },
    select: (entry: FolderEntry) => {
      setSelected(entry)
      if (request.kind === 'save-file' && entry.kind === 'file') setName(entry.name)
    },
    /** Enter or double click: into a folder, or the choice itself. */
    activate: (entry: FolderEntry) => {
      if (entry.kind === 'folder') goTo(entry.path)
      else if (saving) setName(entry.name)
      else if (canChoose(entry)) answer(entry.path)
    },
    confirm: () => {
      if (target) answer(target)
    },
    /** A typed path is a folder to look into, or else the choice. */
    goToTyped: async () => {
      const home = listing?.places.find((place) => place.name === 'Home')?.path
      const clean = cleanTypedPath(typed).replace(/^~(?=$|[\\/])/, home ?? '~')
      if (!clean || !listing) return
      const path = isAbsolutePath(clean) ? clean : joinPath(listing.folder, clean)
      const [parent, last] = splitPath(path)
      const around = await listFolder(parent || undefined).catch(() => null)
      const entry = around?.entries.find((candidate) => candidate.name === last)
      if (entry?.kind === 'folder') return goTo(entry.path)
      if (entry && canChoose(entry)) return answer(entry.path)
      // A root, a hidden folder or a way with `..` stands in no listing.
      const inside = entry ? null : await listFolder(path).catch(() => null)
      if (inside) goTo(inside.folder)
      else if (saving && around) {
        goTo(around.folder)
        setName(last)
      } else setTypedError(t(request.kind === 'open-file' ? 'files.noFile' : 'files.noSuch', { path }))
    },
  }
}
