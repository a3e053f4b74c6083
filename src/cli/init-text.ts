import type { InitResult } from '../ports.js'
import { inert } from '../report/inert.js'
import type { Paint } from '../report/paint.js'

/** What init did, and what to do next. */
export function initText(
  { file, written, runners }: InitResult,
  commandLine: (words: readonly string[]) => string,
  paint: Paint,
): string {
  const [runner, ...others] = runners
  const next: [command: string, what: string][] = [
    [commandLine(['doctor']), 'what leakcheck can drive here, and what a run costs'],
    [commandLine(['run']), 'check the suite'],
  ]
  const width = Math.max(...next.map(([command]) => command.length))
  const lines = [
    written
      ? `${paint.green('✓')} wrote ${paint.bold(file)}`
      : `${paint.green('✓')} ${paint.bold(inert(file))} is there already: left alone`,
    ...(runner ? [`  runner  ${runner.name} (${inert(runner.why)})`] : []),
    ...others.map(({ name, why }) => `  also    ${name} (${inert(why)})`),
    ...next.map(
      ([command, what], index) =>
        `  ${index === 0 ? 'next' : '    '}    ${paint.cyan(command.padEnd(width))}   ${what}`,
    ),
  ]
  return `${lines.join('\n')}\n`
}
