/** The separator a path uses: paths come whole from the host, which may run on any system. */
function separatorOf(path: string): string {
  return path.includes('\\') && !path.includes('/') ? '\\' : '/'
}

/** "/data/digits" + "a.csv" → "/data/digits/a.csv" */
export function joinPath(folder: string, name: string): string {
  const separator = separatorOf(folder)
  return folder.endsWith(separator) ? folder + name : folder + separator + name
}

/** Splits off the last part: "/data/a.csv" → ["/data", "a.csv"]. A bare name has the folder "". */
export function splitPath(path: string): [folder: string, name: string] {
  const separator = separatorOf(path)
  const trimmed = path.length > 1 && path.endsWith(separator) ? path.slice(0, -1) : path
  const at = trimmed.lastIndexOf(separator)
  if (at < 0) return ['', trimmed]
  const root = at === 0 || trimmed[at - 1] === ':'
  return [trimmed.slice(0, root ? at + 1 : at), trimmed.slice(at + 1)]
}

/** Last part of a path. */
export function baseName(path: string): string {
  return splitPath(path)[1]
}

/** Whether a path says by itself where it begins. */
export function isAbsolutePath(path: string): boolean {
  return path.startsWith('/') || path.startsWith('\\\\') || /^[a-z]:[\\/]/i.test(path)
}

/** The name with the extension, unless it has it already. */
export function withExtension(name: string, extension: string): string {
  return name.toLowerCase().endsWith(extension.toLowerCase()) ? name : name + extension
}

/** A title as the name of a file: what names cannot hold on any system, a slash first of all, becomes a dash. */
export function asFileName(title: string): string {
  return title.replace(/[\\/:*?"<>|]+/g, '-')
}

/** What a person pasted: without surrounding blanks, quotes or a `file://` before it. */
export function cleanTypedPath(typed: string): string {
  const bare = typed.trim().replace(/^(["'])(.*)\1$/, '$2')
  return bare.startsWith('file://') ? decodeURIComponent(new URL(bare).pathname) : bare
}

/** Shortens the middle of a long path for display, keeping the name whole. */
export function shortenPath(path: string, length = 60): string {
  if (path.length <= length) return path
  const [, name] = splitPath(path)
  const room = Math.max(8, length - name.length - 2)
  return `${path.slice(0, room)}…${separatorOf(path)}${name}`
}

/**
 * The deepest folder that holds all of these, for what was moved as a whole.
 * @returns null when they share none but the root, or when there are fewer than two
 */
export function commonFolder(folders: string[]): string | null {
  if (folders.length < 2) return null
  const separator = separatorOf(folders[0])
  const [first, ...others] = folders.map((folder) => folder.split(separator))
  const differs = first.findIndex((part, at) => others.some((parts) => parts[at] !== part))
  const shared = differs < 0 ? first : first.slice(0, differs)
  return shared.filter(Boolean).length > 0 ? shared.join(separator) : null
}
