// Plain JavaScript, like all that must run before anything is installed.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))

/** Runs Node on a script, its output shown, and returns its exit code. */
export function node(args, { cwd = root, env = {} } = {}) {
  return run(process.execPath, args, { cwd, env })
}

/** Runs npm, its output shown; ends this process when npm fails. */
export function npm(args, { cwd = root } = {}) {
  const [command, ...words] = npmCommand(args)
  const code = run(command, words, { cwd })
  if (code !== 0) process.exit(code)
}

/** Inside an npm script the npm that runs it, on every system. */
export function npmCommand(args) {
  const cli = process.env.npm_execpath
  return cli ? [process.execPath, cli, ...args] : ['npm', ...args]
}

function run(command, args, { cwd, env = {} }) {
  const { status, error } = spawnSync(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: 'inherit',
  })
  if (error) throw error
  return status ?? 1
}
