import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import type { CommandName } from './command-names.js'
import { exampleHelp } from './examples.js'
import { exitCodeHelp } from './exit-code.js'
import { REPORTER_NAMES } from '../model/reporter-name.js'
import type { Invocation } from './invocation.js'

export type Dispatch = (
  name: CommandName,
  invocation: Omit<Invocation, 'argv' | 'runnerArgs'>,
) => Promise<void>

/** The command line: names, flags and help. What the flags may hold is checked by the config's schema. */
export function createProgram(dispatch: Dispatch): Command {
  const program = new Command('leakcheck')
    .description('Finds state leaking from one test into another, and proves it.')
    .version(version(), '-v, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand(false)
    .showSuggestionAfterError()
    // main.ts prints errors, in one line.
    .configureOutput({ outputError: () => undefined })
    .exitOverride()
    .addHelpText('after', `\n${exampleHelp('leakcheck')}\n\n${exitCodeHelp()}`)

  const run = program
    .command('run [paths...]')
    .summary('run the suite together, alone and in other orders; compare')
    .description(
      'Runs the suite together, every test alone, and in other orders; compares; reports what depends on what.',
    )
    .usage('[options] [paths...] [-- runner args]')
    .addHelpText('after', `\n${exampleHelp('run')}\n\n${exitCodeHelp()}`)
    .action((paths: string[], options: object) =>
      dispatch('run', { operands: paths, options: { ...options } }),
    )
  addSelection(run)
    .option('--isolate <which>', 'which tests run alone: all, suspects, sample:N (default: all)')
    .option(
      '--pairs',
      'orders that make other tests neighbours, for as long as the tests alone took',
    )
    .option('--rounds <n>', 'seeded shuffles after the fixed orders (default: 0)')
    .option('--seed <n>', 'for pairs, shuffles and samples (default: 1)')
  addSearch(run).option(
    '--ordered <glob>',
    'tests that are ordered on purpose: a file, a describe, a class, ids; repeatable',
    collect,
  )
  addOutput(run)
    .option('--dry-run', 'print the plan and its cost, run nothing')
    .option(
      '--changed [ref]',
      'only tests that reach what has changed since then (default: since the last commit)',
    )
    .option('--last-failed', 'only tests that were not clean last time')
    .option('--resume', 'go on where the last run ended, however it did')
    .option('--cache', 'what passed alone before and has not changed runs alone only if it fails')
  addBaseline(run)
  addTimeouts(run)
  addCommon(run)

  const bisect = program
    .command('bisect <test>')
    .summary('find out who makes one test fail')
    .description(
      'Searches who makes this test fail, or pass, in company: only orders that it is in, no further than to it.',
    )
    .usage('[options] <test> [-- runner args]')
    .addHelpText('after', `\n${exampleHelp('bisect')}\n\n${exitCodeHelp()}`)
    .action((test: string, options: object) =>
      dispatch('bisect', { operands: [test], options: { ...options } }),
    )
    .option(
      '--order-from <file>',
      "the order in which it failed: test ids, `pytest -v`, JUnit, or last (default: the suite's own)",
    )
  addSearch(addRunner(bisect))
  addOutput(bisect)
  addTimeouts(bisect)
  addCommon(bisect)

  const why = program
    .command('why <test>')
    .summary('print all that the last run saw of one test')
    .description(
      'Prints all that the last run saw of one test: what it is called and why, every run that it was in. Runs nothing.',
    )
    .addHelpText('after', `\n${exampleHelp('why')}`)
    .option('--json', 'as JSON')
    .action((test: string, options: object) =>
      dispatch('why', { operands: [test], options: { ...options } }),
    )
  addCommon(why)

  const list = program
    .command('list [paths...]')
    .summary('print the test ids')
    .description('Prints the ids of the tests that run would check.')
    .usage('[options] [paths...] [-- runner args]')
    .option('--json', 'as JSON')
    .addHelpText('after', `\n${exampleHelp('list')}`)
    .action((paths: string[], options: object) =>
      dispatch('list', { operands: paths, options: { ...options } }),
    )
  addCommon(addSelection(list))

  const replay = program
    .command('replay <finding|order-file>')
    .summary('run the exact order of a finding again')
    .description('Runs the exact order of a finding again, and says whether it fails again.')
    .addHelpText('after', `\n${exampleHelp('replay')}`)
    .action((target: string, options: object) =>
      dispatch('replay', { operands: [target], options: { ...options } }),
    )
  addCommon(addTimeouts(addRunner(replay)))

  const baseline = program
    .command('baseline <action> [findings...]')
    .summary('accept findings that are known: update, check, prune')
    .description(
      'Works on the last report. update: writes its findings to the baseline file; check: says what is new; prune: removes what is fixed.',
    )
    .addHelpText('after', `\n${exampleHelp('baseline')}\n\n${exitCodeHelp()}`)
    .action((action: string, findings: string[], options: object) =>
      dispatch('baseline', { operands: [action, ...findings], options: { ...options } }),
    )
    .option('--reason <text>', 'update: why it is accepted')
    .option('--expires <date>', 'update: the last day on which it is (YYYY-MM-DD)')
    .option('--json', 'check: the report as JSON, with what the baseline says of it')
  addCommon(addBaseline(baseline))

  const report = program
    .command('report [dir]')
    .summary('show the report of an earlier run again, or write it in another form')
    .description(
      'Renders the report of an earlier run: the last one, or that of a folder or file. Runs nothing and judges nothing.',
    )
    .addHelpText('after', `\n${exampleHelp('report')}`)
    .action((dir: string | undefined, options: object) =>
      dispatch('report', { operands: dir === undefined ? [] : [dir], options: { ...options } }),
    )
  addCommon(addOutput(report))

  const doctor = program
    .command('doctor [paths...]')
    .summary('what is here, can leakcheck drive it, what does a run cost')
    .description(
      'Says what is here, tries out whether leakcheck can drive it, and what a run costs.',
    )
    .usage('[options] [paths...] [-- runner args]')
    .option('--json', 'as JSON')
    .addHelpText('after', `\n${exampleHelp('doctor')}`)
    .action((paths: string[], options: object) =>
      dispatch('doctor', { operands: paths, options: { ...options } }),
    )
  addCommon(addTimeouts(addRunner(doctor)))

  program
    .command('completion [shell]')
    .summary('print a script that completes commands in your shell')
    .description('Prints a script for bash, zsh, fish or powershell that completes what you type.')
    .addHelpText('after', `\n${exampleHelp('completion')}`)
    .action((shell: string | undefined) =>
      dispatch('completion', { operands: shell === undefined ? [] : [shell], options: {} }),
    )
  // What the script calls at each key; earlier versions printed it under this name as well.
  program
    .command('complete [shell]', { hidden: true })
    .action((shell: string | undefined) =>
      dispatch('complete', { operands: shell === undefined ? [] : [shell], options: {} }),
    )

  program
    .command('init')
    .summary('write a config that names the runner found here')
    .description(
      'Writes leakcheck.config.json with what was found here. Asks nothing; leaves a config that is there alone.',
    )
    .addHelpText('after', `\n${exampleHelp('init')}`)
    .action((options: object) => dispatch('init', { operands: [], options: { ...options } }))
    .option('--runner <name>', 'auto, vitest, pytest (default: auto)')
    .option('--python <path>', 'the Python that has pytest (default: a virtualenv, then the PATH)')
    .option('-C, --cwd <folder>', 'work as if started in that folder')
    .option('--no-color', 'plain text; NO_COLOR and FORCE_COLOR work too')
  return program
}

function addSelection(command: Command): Command {
  return addRunner(
    command.option('-t, --test <id>', 'only this test, as list prints it; repeatable', collect),
  )
}

function addRunner(command: Command): Command {
  return command
    .option('--runner <name>', 'auto, vitest, pytest (default: auto)')
    .option('--python <path>', 'the Python that has pytest (default: a virtualenv, then the PATH)')
    .option('--no-fork', 'start every test process from nothing')
}

function addSearch(command: Command): Command {
  return command
    .option('--all-polluters', 'name every test that pollutes on its own, not only the first')
    .option(
      '--budget <time>',
      'time for the whole job, such as 10m; what it cuts, the report names',
    )
    .option('--max-runs <n>', 'runs for the whole job; what it cuts, the report names')
    .option('-j, --jobs <n>', 'runs at the same time (default: cores, at most 4)')
    .option('--repeats <n>', 'repeats of each side of a difference (default: 3)')
}

function addOutput(command: Command): Command {
  return command
    .option(
      '--reporter <name[=file]>',
      `${REPORTER_NAMES.join(', ')}, or a module; repeatable`,
      collect,
    )
    .option('--json', 'the report as JSON on stdout, and nothing else there')
}

function addBaseline(command: Command): Command {
  return command
    .option('--baseline <file>', 'known findings (default: leakcheck-baseline.json)')
    .option('--fail-on <which>', 'exit code 1 for leaks: new, any, manifest, none (default: new)')
}

function addTimeouts(command: Command): Command {
  return command
    .option(
      '--timeout <time>',
      'end a run when no test starts or ends for so long (default: 60s, or what a test may take)',
    )
    .option('--run-timeout <time>', 'end a run after so long in any case (default: 30m)')
}

function addCommon(command: Command): Command {
  return command
    .option('-C, --cwd <folder>', 'work as if started in that folder')
    .option('-c, --config <file>', 'config file (default: leakcheck.config.* in this folder)')
    .option('--output-dir <folder>', 'where results are kept (default: .leakcheck)')
    .option('--no-color', 'plain text; NO_COLOR and FORCE_COLOR work too')
}

function collect(value: string, before: string[] = []): string[] {
  return [...before, value]
}

function version(): string {
  const path = new URL('../../package.json', import.meta.url)
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version
}
