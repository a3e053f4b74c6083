import { CommanderError } from 'commander'
import type { Invocation } from './invocation.js'
import { createProgram } from './program.js'

/** argv to exit code: the only place that sets one. Everything but the command line itself loads when needed. */
export async function main(argv: readonly string[]): Promise<void> {
  ignoreClosedPipes()
  process.on('uncaughtException', (error) => {
    void failed(error, argv).then((code) => process.exit(code))
  })
  process.exitCode = await exitCodeOf(argv).catch((error: unknown) => failed(error, argv))
}

async function exitCodeOf(argv: readonly string[]): Promise<number> {
  // By hand: commander would mix what follows `--` with the paths before it.
  const dashes = argv.indexOf('--')
  const own = dashes === -1 ? argv : argv.slice(0, dashes)
  const runnerArgs = dashes === -1 ? [] : argv.slice(dashes + 1)
  let exitCode = 0
  const program = createProgram(async (name, { operands, options }) => {
    exitCode = await commands[name]({ argv, operands, options, runnerArgs })
  })
  await program.parseAsync([...own], { from: 'user' })
  return exitCode
}

const commands = {
  run: async (typed: Invocation) => (await import('./commands/run.js')).run(typed),
  bisect: async (typed: Invocation) => (await import('./commands/bisect.js')).bisect(typed),
  why: async (typed: Invocation) => (await import('./commands/why.js')).why(typed),
  list: async (typed: Invocation) => (await import('./commands/list.js')).list(typed),
  replay: async (typed: Invocation) => (await import('./commands/replay.js')).replay(typed),
  report: async (typed: Invocation) => (await import('./commands/report.js')).report(typed),
  doctor: async (typed: Invocation) => (await import('./commands/doctor.js')).doctor(typed),
  completion: async (typed: Invocation) => completed(typed),
  complete: async (typed: Invocation) => completed(typed),
  baseline: async (typed: Invocation) => (await import('./commands/baseline.js')).baseline(typed),
  init: async (typed: Invocation) => (await import('./commands/init.js')).init(typed),
}

async function completed(typed: Invocation): Promise<number> {
  return (await import('./commands/completion.js')).completion(typed)
}

async function failed(error: unknown, argv: readonly string[]): Promise<number> {
  const { printError } = await import('./print-error.js')
  if (!(error instanceof CommanderError)) return printError(error)
  if (error.exitCode === 0) return 0
  // No command at all: the help is on stderr already; a script that forgot it must not pass.
  if (error.code === 'commander.help') return 2
  const { usageError } = await import('./usage-error.js')
  return printError(usageError(error, argv))
}

/** `leakcheck list | head`: whoever read us has seen enough. That is no error, and changes no exit code. */
function ignoreClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
    })
  }
}
