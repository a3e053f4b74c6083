import type { RunRecord } from '../model/run.js'

/**
 * Whether tests leave something outside of the project under a name that another test may come across: a fixed one. Names that are
 * made up anew each time look it, or do not come twice.
 */
export function leavesOutside(records: readonly RunRecord[]): boolean {
  const seen = new Set<string>()
  for (const { outside = [] } of records) {
    const names = new Set(outside.map(({ path }) => nameOf(path)))
    for (const name of names) {
      if (seen.has(name) || !looksMadeUp(name)) return true
      seen.add(name)
    }
  }
  return false
}

/** The file or folder at the top: what is below a made-up name is out of reach. */
function nameOf(path: string): string {
  return path.split('/').slice(0, 2).join('/')
}

/** As `mkdtemp` of Node, `tempfile` of Python, or a process id, a time or a UUID would make it. */
function looksMadeUp(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const [stem = name] = name.split('.')
  return (
    /\d{4,}|[0-9a-f]{8,}/i.test(name) ||
    /(?=.*[\dA-Z])[\dA-Za-z]{6}$/.test(stem.slice(-6)) ||
    /(?=.*[\d_])[\da-z_]{8}$/.test(stem.slice(-8)) ||
    name.startsWith('tmp')
  )
}
