import { LeakcheckError } from '../../errors.js'
import type { Describe } from '../../keep-baseline.js'
import type { Finding, TestReport } from '../../model/report-document.js'
import { causeText } from '../../report/cause.js'
import { headline } from '../../report/headline.js'
import { inert } from '../../report/inert.js'
import { jsonText } from '../../report/json-text.js'
import { checkText, pruneText, updateText } from '../baseline-text.js'
import { paintFor } from '../chalk-paint.js'
import { commandLine } from '../command-line.js'
import type { Invocation } from '../invocation.js'
import { readConfig } from '../read-config.js'
import { writeText } from '../write-text.js'

/** `leakcheck baseline`: which findings are known, and what of them is still there. Runs nothing. */
export async function baseline(typed: Invocation): Promise<number> {
  const [action = '', ...only] = typed.operands
  const { reason, expires, json, ...options } = typed.options
  refuseOthers(action, only, { reason, expires, json })
  const { config, color } = await readConfig({ ...typed, options, operands: [] })
  const paint = paintFor('stdout', color)
  const next = (words: readonly string[]) => commandLine(words, typed)
  const core = await import('../../keep-baseline.js')
  if (action === 'update') {
    const wish = { only, reason: textOf(reason), expires: textOf(expires) }
    await writeText(process.stdout, updateText(core.update(config, wish, describe), next, paint))
    return 0
  }
  if (action === 'prune') {
    await writeText(process.stdout, pruneText(core.prune(config), paint))
    return 0
  }
  const report = core.check(config, next)
  const text = json === true ? jsonText(report) : checkText(report, paint)
  await writeText(process.stdout, text)
  return report.exitCode
}

/** For readers of the file; what differs from run to run is not in it. */
const describe: Describe = (finding: Finding, tests: ReadonlyMap<string, TestReport>) => {
  const cause = finding.cause?.kind === 'accumulation' ? 'accumulation' : causeText(finding)
  return {
    what: headline(finding, tests),
    failure: inert(finding.failure.message.trim().split('\n')[0] ?? '', 160),
    ...(cause === undefined ? {} : { cause }),
  }
}

function refuseOthers(
  action: string,
  only: readonly string[],
  { reason, expires, json }: { reason: unknown; expires: unknown; json: unknown },
): void {
  if (!['update', 'check', 'prune'].includes(action)) {
    const message = `no action of baseline is called ${action}`
    throw new LeakcheckError('usage', message, 'leakcheck baseline update | check | prune')
  }
  if (action !== 'check' && json !== undefined)
    throw new LeakcheckError('usage', `baseline ${action} takes no --json`, 'leakcheck baseline check does') // prettier-ignore
  if (action === 'update') return
  const alien = reason !== undefined ? '--reason' : expires !== undefined ? '--expires' : only[0]
  if (alien === undefined) return
  const message = `baseline ${action} takes no ${alien.startsWith('-') ? alien : 'findings'}`
  throw new LeakcheckError('usage', message, 'leakcheck baseline update does')
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
