import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Suite } from '../model/suite.js'
import { declaredBelow, type Declared } from './declared-below.js'
import { foldLeft } from './fold-left.js'
import type { RunnerWish } from './found-runner.js'
import { liesIn } from './lies-in.js'
import { membersOf } from './members.js'

/** A folder in which the user would call a runner. */
export interface Seat {
  /** Relative to where leakcheck was started, with '/'; empty: there. */
  readonly folder: string
  readonly runner: 'vitest' | 'pytest'
  /** What says that its tests are for this runner, in words. */
  readonly why: string
  /** A workspace names it as one of its packages. */
  readonly isMember: boolean
  /** Somebody has set the runner up for it; else it only looks like that. */
  readonly isDeclared: boolean
  /** It has a configuration of the runner's. */
  readonly isConfigured: boolean
}

/** Where tests are, as far as files tell, before any runner is started. */
export interface FoundSeats {
  /** The outer ones before those in them. */
  readonly seats: readonly Seat[]
  /** Tests of runners that leakcheck cannot drive. */
  readonly foreign: readonly Declared[]
  /** Those, and what else is left out, in words. */
  readonly notCovered: Suite['notCovered']
}

export type SeatWish = Pick<RunnerWish, 'cwd' | 'runner' | 'python'> & {
  readonly paths: readonly string[]
}

/** Of a package for Python, whose tests need not be configured. */
const PYTHON_PACKAGE = ['pyproject.toml', 'setup.py', 'setup.cfg', 'tox.ini']

/**
 * Every package here that declares tests, this folder first: by a runner's configuration, by a script that calls it, or by what it
 * depends on and the files that it has.
 *
 * @param wish.paths only packages that these lie in, or that lie in these
 */
export function findSeats(wish: SeatWish): FoundSeats {
  const { cwd, paths } = wish
  const members = new Set(membersOf(cwd))
  const declared = declaredBelow(cwd, members)
  const isFree = wish.runner === 'auto' && wish.python === undefined
  const allForeign = isFree ? declared.filter(({ runner }) => !isDriven(runner)) : []
  const driven = declared.filter(({ runner }) => isDriven(runner) && isWanted(runner, wish))
  const plain = driven.filter(({ config }) => config === undefined)
  const isMeant = ({ folder }: Declared): boolean => isAskedFor(folder, paths, cwd)
  const foreign = allForeign.filter(isMeant)
  // What others are there says what one is for, whether or not they are asked for.
  const seats = plain
    .filter((each) => isSeat(each, plain, allForeign, members, cwd))
    .filter(isMeant)
  return {
    seats: seats.map((each) => toSeat(each, members)),
    foreign,
    notCovered: [
      ...foldLeft(
        foreign.map(({ folder, runner, why }) => {
          return { folder, runner, why: `${runner}: not supported yet`, detail: why }
        }),
      ),
      ...driven.filter(isMeant).flatMap(otherConfig),
      ...(isFree ? plain.flatMap((each) => looksLikePytest(each, seats)) : []),
    ],
  }
}

function isDriven(runner: string): runner is Seat['runner'] {
  return runner === 'vitest' || runner === 'pytest'
}

function isWanted(name: string, { runner, python }: SeatWish): boolean {
  if (runner !== 'auto') return name === runner
  return python === undefined || name === 'pytest'
}

/** What only looks like tests for a runner may be for another one. */
function isSeat(
  { folder, runner, by }: Declared,
  all: readonly Declared[],
  foreign: readonly Declared[],
  members: ReadonlySet<string>,
  cwd: string,
): boolean {
  if (by === 'config' || by === 'script') return true
  const ofVitest = all.filter((other) => other.runner === 'vitest')
  if (runner === 'vitest') {
    // What is installed at the root is for the packages below, and of two runners one may be what the other has replaced.
    const isForBelow = folder === '' && ofVitest.some((other) => other.folder !== '')
    return !isForBelow && !foreign.some((other) => other.folder === folder)
  }
  if (folder === '') return !ofVitest.some((other) => other.folder === '')
  return members.has(folder) || PYTHON_PACKAGE.some((file) => existsSync(join(cwd, folder, file)))
}

function toSeat({ folder, runner, why, by }: Declared, members: ReadonlySet<string>): Seat {
  return {
    folder,
    runner: isDriven(runner) ? runner : 'vitest',
    why: folder !== '' ? `${folder}/${why}` : by === 'config' ? `${why} in this folder` : why,
    isMember: members.has(folder),
    isDeclared: by === 'config' || by === 'script',
    isConfigured: by === 'config',
  }
}

/** Other tests, or the same in another way: nobody can tell without running them. */
function otherConfig({ folder, config, why }: Declared): Suite['notCovered'] {
  if (config === undefined) return []
  const there = folder === '' ? '' : ` -C ${folder}`
  const what = `what ${config} configures${folder === '' ? '' : ` in ${folder}`}`
  return [{ what, why: `named by ${why}: leakcheck run${there} -- --config ${config}` }]
}

function looksLikePytest(
  { folder, runner, by, why }: Declared,
  seats: readonly Declared[],
): Suite['notCovered'] {
  const isTaken = seats.some((seat) => seat.folder === folder && seat.runner === runner)
  if (isTaken || runner !== 'pytest' || by !== 'files' || folder !== '') return []
  return [{ what: why, why: 'looks like tests for pytest: leakcheck run --runner pytest' }]
}

function isAskedFor(folder: string, paths: readonly string[], cwd: string): boolean {
  const places = paths.map((path) => resolve(cwd, path)).filter((path) => existsSync(path))
  // A part of a name, or a pattern, may mean tests of any of them.
  if (places.length < paths.length || paths.length === 0) return true
  const own = resolve(cwd, folder)
  return places.some((place) => liesIn(place, own) || liesIn(own, place))
}
