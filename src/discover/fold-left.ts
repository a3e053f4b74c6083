import type { Suite } from '../model/suite.js'

/** Tests of a folder that are left out. */
export interface Left {
  /** Relative to where leakcheck was started; empty: there. */
  readonly folder: string
  readonly runner: string
  readonly why: string
  /** What is true of this one only. */
  readonly detail: string
}

/** More of one kind are one line. */
const MOST = 3

/** What is left out, in words: a line each, or one for many that lie side by side for the same reason. */
export function foldLeft(left: readonly Left[]): Suite['notCovered'] {
  const groups = new Map<string, Left[]>()
  for (const each of left) {
    const key = [each.runner, each.why, topOf(each)].join('\n')
    const group = groups.get(key)
    if (group) group.push(each)
    else groups.set(key, [each])
  }
  return [...groups.values()].flatMap((group) =>
    group.length > MOST ? [together(group)] : group.map(single),
  )
}

function topOf({ folder }: Left): string {
  return folder.split('/')[0] ?? ''
}

function single({ folder, runner, why, detail }: Left): Suite['notCovered'][number] {
  const where = folder === '' ? '' : ` in ${folder}`
  return { what: `tests for ${runner}${where}`, why: `${why} (${detail})` }
}

function together(group: readonly Left[]): Suite['notCovered'][number] {
  const [first = { folder: '', runner: '', why: '' }] = group
  const folders = `${String(group.length)} folders of ${topOf(first as Left)}`
  return { what: `tests for ${first.runner} in ${folders}`, why: first.why }
}
