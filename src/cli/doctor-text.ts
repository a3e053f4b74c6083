import type { DoctorResult } from '../ports.js'
import { inert } from '../report/inert.js'
import type { Paint } from '../report/paint.js'
import { span } from '../report/words.js'

/** What doctor found, as lines of text. */
export function doctorText({ projects, checks, costPerRunMs }: DoctorResult, paint: Paint): string {
  const width = Math.max(0, ...checks.map(({ name }) => inert(name).length))
  const cost = Object.entries(costPerRunMs ?? {}).map(([kind, ms]) => `${kind} ${span(ms)}`)
  const lines = [
    ...projects.flatMap(({ name, root, runner, config, why }) => [
      `${paint.bold(inert(name))}  ${inert(runner.name)} ${inert(runner.version)} in ${inert(root)}`,
      ...(config === undefined ? [] : [`  config  ${inert(config)}`]),
      `  why     ${inert(why)}`,
    ]),
    ...checks.map(({ name, ok, detail }) => {
      const mark = ok ? paint.green('✓') : paint.red('✗')
      return `${mark} ${inert(name).padEnd(width)}  ${inert(detail)}`.trimEnd()
    }),
    ...(cost.length > 0 ? [`one run costs about: ${cost.join(', ')}`] : []),
  ]
  return `${lines.join('\n')}\n`
}
