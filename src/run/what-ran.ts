import type { ChannelEvent, FileEvent, Place } from '../model/protocol.js'
import { keyOf, type Declared } from './declared.js'

/** What was asked for, and where. */
interface Asked extends Place {
  readonly id: string
  readonly titlePath: readonly string[]
}

type StartEvent = Extract<ChannelEvent, { ev: 'start' }>

/**
 * A test that ran in the place of another: two collectors of one file may have given it to both. Titles that are made up anew in
 * each process are no such thing: nobody has listed them, or the process itself has them there.
 *
 * @returns why the run proves nothing; undefined: what ran is what was asked for
 */
export function findStranger(
  planned: readonly Asked[],
  starts: readonly StartEvent[],
  files: ReadonlyMap<number, FileEvent>,
  declared: Declared,
): string | undefined {
  const titled = starts.filter(({ titlePath }) => titlePath !== undefined)
  if (titled.length === 0) return undefined
  const tests = new Map(planned.map((test) => [placeOf(test), test]))
  for (const start of titled) {
    const test = tests.get(placeOf(start))
    const title = keyOf(start.titlePath ?? [])
    if (!test || keyOf(test.titlePath) === title) continue
    const file = files.get(start.seg)
    const here = file?.tests.filter(({ pos }) => pos === start.pos) ?? []
    if (here.length === 1 && here.some(({ titlePath }) => keyOf(titlePath) === title)) continue
    const others = [
      ...(file ? (declared(file.file) ?? []) : []),
      ...planned.filter(({ seg }) => seg === start.seg),
    ]
    if (others.some(({ pos, titlePath }) => pos !== start.pos && keyOf(titlePath) === title))
      return `another test ran than was asked for (${(start.titlePath ?? []).join(' > ')} in the place of ${test.id})`
  }
  return undefined
}

function placeOf({ seg, pass, pos }: Place): string {
  return `${String(seg)}/${String(pass)}/${pos}`
}
