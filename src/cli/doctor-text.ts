import type { DoctorResult } from '../ports.js'
import { inert } from '../report/inert.js'
import type { Paint } from '../report/paint.js'
import { number, plural, span } from '../report/words.js'
import { fold } from './fold.js'

const WIDEST = 80
const LABEL = 10

/**
 * What doctor found, on one screen: 24 lines of 80 columns. All of it is in `--json`.
 *
 * @param columns of the terminal, if it is for one
 */
export function doctorText(result: DoctorResult, paint: Paint, columns = WIDEST): string {
  const width = Math.min(columns, WIDEST)
  const { projects, checks, notices, notCovered, next } = result
  const runners = new Set(
    projects.map(({ runner, why }) => `${runner.name} ${runner.version}: ${why}`),
  )
  const found = runners.size > 0 ? [...runners].join('; ') : 'no project has tests'
  const row = (label: string, text: string, lines = 1) =>
    labelled(label, text, { lines, width }, paint)
  const failing = checks.find(({ ok }) => !ok)
  const told = failing ?? checks.find(({ warning }) => warning !== undefined)
  const blocks = [
    [
      ...row('found', found, 2),
      ...row('runtime', runtimeText(result)),
      ...row('config', configText(result)),
      ...(projects.length > 1 ? row('projects', projectsText(projects)) : []),
      ...row('tests', testsText(result)),
      ...row('isolation', isolationText(projects)),
      ...(projects.some(({ sharedSetup }) => sharedSetup) ? row('setup', SETUP) : []),
      ...(notices.length > 0 ? row('note', notices.join('; '), 2) : []),
    ],
    [
      ...checks.flatMap((check) => [
        ...checkLines(check, { lines: check === told ? 3 : 1, width }, paint),
        ...(check === failing && check.next !== undefined
          ? [`  ${oneLine(check.next, width - 2)}`]
          : []),
      ]),
    ],
    [
      ...row('a run', planText(result), 2),
      ...(notCovered.length > 0 ? row('left out', notCovered.map(leftOut).join('; '), 2) : []),
      ...nextRows(next, failing === undefined, paint),
    ],
  ]
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

/** How much of the screen a text may take. */
interface Room {
  readonly lines: number
  readonly width: number
}

const SETUP = 'a global setup, which runs of one host share: checked with fresh ones'

function labelled(label: string, text: string, { lines, width }: Room, paint: Paint): string[] {
  return fold(inert(text, 1_000), width - LABEL, lines).map(
    (line, index) => `${paint.dim((index === 0 ? label : '').padEnd(LABEL))}${line}`,
  )
}

function oneLine(text: string, width: number): string {
  return fold(inert(text, 1_000), width, 1)[0] ?? ''
}

/** What is wrong may take more than a line to say. */
function checkLines(
  check: DoctorResult['checks'][number],
  { lines, width }: Room,
  paint: Paint,
): string[] {
  const { name, ok, warning } = check
  const wrong = ok ? warning : check.detail
  const mark = wrong === undefined ? paint.green('✓') : ok ? paint.yellow('!') : paint.red('✗')
  const text = inert(wrong === undefined ? name : `${name}: ${wrong}`, 1_000)
  return fold(text, width - 2, lines).map((line, index) => `${index === 0 ? mark : ' '} ${line}`)
}

function runtimeText({ node, python }: DoctorResult): string {
  return `Node ${node}${python === undefined ? '' : `; Python ${python}`}`
}

function configText({ projects, config }: DoctorResult): string {
  const own = [...new Set(projects.flatMap((project) => project.config ?? []))]
  return `${own.length === 0 ? "none of the runner's" : own.join(', ')}; leakcheck's: ${config ?? 'none, defaults'}`
}

function projectsText(projects: DoctorResult['projects']): string {
  return `${number(projects.length)}: ${projects.map(({ name, tests }) => `${name} (${number(tests)})`).join(', ')}`
}

function testsText({ projects, skipped, plan }: DoctorResult): string {
  const tests = projects.reduce((sum, project) => sum + project.tests, 0)
  const left = skipped > 0 ? `, ${number(skipped)} of them marked to be skipped` : ''
  return `${number(tests)} in ${plural(plan.files, 'file')}${left}`
}

/** Which tests share a process, as the project's own settings have it. */
function isolationText(projects: DoctorResult['projects']): string {
  const texts = projects.map(({ isolation, processes, mostInOne }) =>
    isolation === 'file'
      ? `a process for each file, at most ${plural(mostInOne, 'test')} in one`
      : processes === 1
        ? 'all tests share one process'
        : `files share ${number(processes)} processes, one for each environment`,
  )
  const different = [...new Set(texts)]
  return different.length === 1
    ? (different[0] ?? '')
    : `by project: ${projects.map(({ name }, index) => `${name}: ${texts[index] ?? ''}`).join('; ')}`
}

function planText({ plan, costPerRunMs = {} }: DoctorResult): string {
  const stages = plan.lines.map(({ what, runs }) => `${what} ${number(runs)}`)
  const price = plan.estimateMs === undefined ? '' : `, about ${span(plan.estimateMs)}`
  const cold = costPerRunMs.cold === undefined ? '' : ` (${span(costPerRunMs.cold)} each)`
  return `${plural(plan.totalRuns, 'run')}${price}: ${stages.join(', ')}; then repeats of what differs${cold}`
}

function leftOut({ what, why }: DoctorResult['notCovered'][number]): string {
  return `${what}: ${why}`
}

/** A command is never cut. */
function nextRows(next: string, ok: boolean, paint: Paint): string[] {
  return [`${paint.dim((ok ? 'next' : 'then').padEnd(LABEL))}${paint.cyan(inert(next, 1_000))}`]
}
