import { dirname, resolve } from 'node:path'
import { LeakcheckError } from '../errors.js'
import type { HostProject } from '../model/protocol.js'
import type { Suite } from '../model/suite.js'
import { findRunner, noRunner, runnerOf, type Environment } from './find-runner.js'
import { findSeats, type FoundSeats, type Seat, type SeatWish } from './find-seats.js'
import { foldLeft, type Left } from './fold-left.js'
import type { FoundRunner, RunnerWish } from './found-runner.js'
import { liesIn } from './lies-in.js'

/** Starts a runner in a folder, relative to where leakcheck was started, and gives what it finds there. */
export type OpenSeat = (folder: string, runner: FoundRunner) => Promise<readonly HostProject[]>

/** What is in such folders is material of tests, and no test of the project. */
const MATERIAL = /(^|\/)(__)?(fixtures?|testdata|test[-_]data|templates?)(__)?(\/|$)/i

interface Taken {
  readonly seat: Seat
  readonly folder: string
  /** Absolute paths. */
  readonly files: readonly string[]
  readonly projects: readonly HostProject[]
}

/** What there is to run: packages that declare tests, or without any, what is installed here. */
export type Found = FoundSeats & { readonly undeclared?: FoundRunner }

/**
 * Looks for tests without starting anything.
 *
 * @throws LeakcheckError when there are none that leakcheck can run
 */
export function lookForSeats(wish: RunnerWish & SeatWish, environment: Environment): Found {
  const found = findSeats(wish)
  if (found.seats.length > 0) return found
  if (found.foreign.length > 0) throw noRunner(found.foreign)
  return { ...found, undeclared: findRunner(wish, environment) }
}

/** What no runner is called for. */
export interface LeftOut {
  readonly notCovered: Suite['notCovered']
  /** Absolute paths of folders with tests of their own. */
  readonly folders: readonly string[]
}

/**
 * Opens a runner for every package that declares tests, the outer ones first: what an outer one runs needs none of its own.
 *
 * @throws LeakcheckError when no runner is there, or one that is configured does not start
 */
export async function takeSeats(
  { seats, foreign, notCovered, undeclared }: Found,
  wish: RunnerWish,
  environment: Environment,
  open: OpenSeat,
): Promise<LeftOut> {
  if (undeclared) await open('', undeclared)
  const taken: Taken[] = []
  const left: Left[] = []
  const faults: LeakcheckError[] = []
  const leave = ({ folder, runner }: Seat, why: string, detail: string): void => {
    left.push({ folder, runner, why, detail })
  }
  const isMaterial = ({ isMember, folder }: Seat): boolean => !isMember && MATERIAL.test(folder)
  const onlyMaterial = seats.every(isMaterial)
  for (const seat of seats) {
    const folder = resolve(wish.cwd, seat.folder)
    const outer = taken.filter(
      (other) => other.seat.runner === seat.runner && liesIn(folder, other.folder),
    )
    const running = outer.filter(({ files }) => files.some((file) => liesIn(file, folder)))
    if (running.length > 0) {
      if (seat.isConfigured && !running.some(({ projects }) => projects.some(isOf(folder))))
        leave(seat, OTHER_SETTINGS, `leakcheck run -C ${seat.folder}`)
      continue
    }
    if (!seat.isMember && (outer.length > 0 || (isMaterial(seat) && !onlyMaterial))) {
      leave(seat, NOT_FROM_HERE, `leakcheck run -C ${seat.folder}`)
      continue
    }
    let started = false
    try {
      const runner = runnerOf(seat, wish, environment)
      started = true
      const projects = await open(seat.folder, runner)
      const files = projects.flatMap(({ root, files: own }) =>
        own.map((file) => resolve(root, file)),
      )
      const isEmpty = projects.every(({ unsupported }) => unsupported.length + files.length === 0)
      if (isEmpty && seats.length > 1) leave(seat, 'the runner finds no test files', seat.why)
      taken.push({ seat, folder, files, projects })
    } catch (error) {
      if (!(error instanceof LeakcheckError)) throw error
      // What is not installed is named; what is there and broken has to be seen to.
      const isMissing = !started || error.code === 'no-runner'
      if (seat.isDeclared && !isMissing) throw within(seat, error)
      faults.push(error)
      leave(seat, error.message, seat.why)
    }
  }
  if (taken.length === 0 && faults[0]) throw faults[0]
  const inner = [...foreign, ...left].filter(({ folder }) => folder !== '')
  return {
    notCovered: [...notCovered, ...foldLeft(left)],
    folders: inner.map(({ folder }) => resolve(wish.cwd, folder)),
  }
}

const NOT_FROM_HERE = 'a folder of its own, which nothing here runs'
const OTHER_SETTINGS = 'run with the settings of a folder above, not with their own'

/** The project of a folder: its settings are those that lie there. */
function isOf(folder: string): (project: HostProject) => boolean {
  return ({ root, config }) =>
    resolve(root) === folder || (config !== undefined && dirname(config) === folder)
}

/** Which of several packages it is. */
function within({ folder }: Seat, error: LeakcheckError): LeakcheckError {
  if (folder === '') return error
  const { code, message, hint, exitCode } = error
  return new LeakcheckError(code, `${folder}: ${message}`, hint, exitCode, { cause: error })
}
