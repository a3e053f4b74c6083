import childProcess, { type ForkOptions } from 'node:child_process'
import { syncBuiltinESMExports } from 'node:module'

/** Entry points of the processes that run tests: Vitest's own (4), or those of its pool library (3). */
const TEST_PROCESS = /[\\/](vitest|tinypool)[\\/]dist[\\/]/

let current: Readonly<Record<string, string>> = {}

/**
 * Gives `env` to the test processes that Vitest forks from now on, and to nothing else. Set on the host itself, the run's
 * mark would reach whatever the host starts meanwhile and needs for longer, such as Vite's esbuild service.
 */
export function setTestProcessEnvironment(env: Readonly<Record<string, string>>): void {
  current = env
}

/** Must be called before Vitest is imported. */
export function watchForks(): void {
  const { fork } = childProcess
  childProcess.fork = (
    modulePath: string | URL,
    args?: readonly string[] | ForkOptions,
    options?: ForkOptions,
  ) => {
    const given = (Array.isArray(args) ? options : (args as ForkOptions | undefined)) ?? {}
    const marked = TEST_PROCESS.test(String(modulePath))
      ? { ...given, env: { ...(given.env ?? process.env), ...current } }
      : given
    return fork(modulePath, Array.isArray(args) ? (args as string[]) : [], marked)
  }
  syncBuiltinESMExports()
}
