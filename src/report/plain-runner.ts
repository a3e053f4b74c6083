import type { Finding, Report, TestReport } from '../model/report-document.js'

const NAMES: Readonly<Record<string, string>> = { vitest: 'Vitest', pytest: 'pytest' }

/** What the runner's own command of a finding is called: `in plain pytest`. */
export function plainRunner(
  { victims }: Finding,
  { projects }: Report,
  tests: ReadonlyMap<string, TestReport>,
): string {
  const project = tests.get(victims[0] ?? '')?.project
  const { runner } = projects.find(({ name }) => name === project) ?? {}
  const name = NAMES[runner?.name ?? '']
  return name === undefined ? 'without leakcheck' : `in plain ${name}`
}
