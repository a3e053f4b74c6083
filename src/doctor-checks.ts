import type { RawFailure } from './model/failure.js'
import type { RunRecord } from './model/run.js'
import type { Suite } from './model/suite.js'
import type { DoctorResult } from './ports.js'

type Check = DoctorResult['checks'][number]

/** What leakcheck must be able to do here, as far as the list of tests and some runs of a few of them can tell. */
export function doctorChecks(suite: Suite, records: readonly RunRecord[]): Check[] {
  if (records.length === 0) return [listed(suite), nothingToRun]
  return [listed(suite), selection(records), ownProcess(records), ends(records)]
}

const nothingToRun: Check = {
  name: 'has tests to run',
  ok: false,
  detail: 'every test is marked to be skipped',
  next: 'take the mark off a test',
}

function listed({ tests, faults }: Suite): Check {
  const broken = tests.filter(({ titlePath }) => titlePath.length === 0)
  const [first] = broken
  const name = 'lists the tests'
  if (!first) return { name, ok: true, detail: 'every file can be imported' }
  const files = broken.length === 1 ? '1 file' : `${String(broken.length)} files`
  const ok = broken.length < tests.length
  const detail = `${files} cannot be imported, such as ${first.file}${reason(faults?.get(first.id))}`
  return {
    ...{ name, ok, detail },
    ...(ok ? { warning: detail } : {}),
    next: 'make your runner import it first: its tests are not known until then',
  }
}

function reason(fault: RawFailure | undefined): string {
  if (!fault) return ''
  const [line = ''] = fault.message.trim().split('\n')
  return `: ${fault.type}: ${line}`
}

function selection(records: readonly RunRecord[]): Check {
  const name = 'runs the tests asked for, in the order asked for'
  const wrong = records.find(({ end }) => end.kind === 'void')
  if (wrong?.end.kind !== 'void')
    return { name, ok: true, detail: `${String(records.length)} orders ran as asked` }
  const next = 'turn off what else chooses or orders tests here: plugins, reporters, setup files'
  return { name, ok: false, detail: wrong.end.why, next }
}

function ownProcess(records: readonly RunRecord[]): Check {
  const name = 'a fresh process for each run'
  const shared = records.find(({ processes }) => processes !== 1)
  if (!shared) return { name, ok: true, detail: `${String(records.length)} runs` }
  const detail = `a run took ${String(shared.processes)} processes`
  return { name, ok: false, detail, next: 'is a pool or a plugin of its own configured?' }
}

function ends(records: readonly RunRecord[]): Check {
  const name = 'runs end by themselves'
  const stuck = records.find(({ end }) => end.kind !== 'completed' && end.kind !== 'void')
  if (!stuck) return { name, ok: true, detail: 'all did' }
  return {
    name,
    ok: false,
    detail: `${stuck.end.kind} while running ${stuck.request.order.join(', ')}`,
    next: 'does your runner end by itself with this test? --timeout and --run-timeout allow more',
  }
}
