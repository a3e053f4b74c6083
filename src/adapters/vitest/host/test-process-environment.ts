import childProcess, { type ForkOptions } from 'node:child_process'
import { syncBuiltinESMExports } from 'node:module'

/** Entry points of what runs tests: Vitest's own (since 4), or those of its pool library. */
const TEST_PROCESS = /[\\/](vitest|tinypool)[\\/]dist[\\/]/

/** Whether Vitest starts it to run tests in it. */
export function runsTests(entry: string | URL): boolean {
  return TEST_PROCESS.test(String(entry))
}

/** What is added to the environment of a process that runs tests. */
export function testProcessEnvironment(): Readonly<Record<string, string>> {
  return current
}

let current: Readonly<Record<string, string>> = {}
let firstFork: number | undefined

/** When the first test process was started, in ms since 1970: what global set-up does it has done by then. */
export function setUpAt(): number | undefined {
  return firstFork
}

/**
 * Gives `env` to the test processes that Vitest forks from now on, and to nothing else. Set on the host itself, the run's
 * mark would reach whatever the host starts meanwhile and needs for longer, such as Vite's esbuild service.
 */
export function setTestProcessEnvironment(env: Readonly<Record<string, string>>): void {
  current = env
}

/** Must be called before Vitest starts anything. */
export function watchForks(): void {
  const { fork } = childProcess
  childProcess.fork = (
    modulePath: string | URL,
    args?: readonly string[] | ForkOptions,
    options?: ForkOptions,
  ) => {
    // Either of the two may be left out; the pool library of Vitest 2 and 3 gives `undefined` for the first.
    const isArgv = args === undefined || Array.isArray(args)
    const given = (isArgv ? options : (args as ForkOptions)) ?? {}
    const runs = runsTests(modulePath)
    if (runs) firstFork ??= Date.now()
    const marked = runs ? { ...given, env: { ...(given.env ?? process.env), ...current } } : given
    return fork(modulePath, isArgv ? ((args ?? []) as string[]) : [], marked)
  }
  syncBuiltinESMExports()
}
