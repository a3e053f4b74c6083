import type { Kind, TestReport } from '../model/report-document.js'

/** What each kind means, as the rest of a sentence. */
const MEANINGS: Readonly<Record<Exclude<Kind, 'victim'>, string>> = {
  brittle: 'fails alone, passes only after some other test',
  masked: 'fails alone and in company, for different reasons: the leak hides another failure',
  'self-polluting': 'passes, then fails when it runs again in the same process',
  flaky: 'changes its result in the same order, so no order is to blame',
  broken: 'fails alone and in company for the same reason: no leak',
  undecided: 'a difference was seen and could not be confirmed',
  'not-compared': 'was left out of a comparison, and showed no difference until then',
  skipped: 'does not run',
  clean: 'passed in every order that was tried',
}

export function kindMeaning({ kind, manifest }: Pick<TestReport, 'kind' | 'manifest'>): string {
  if (kind !== 'victim') return MEANINGS[kind]
  const where = manifest === true ? "in your suite's own order" : 'but not in your own order'
  return `passes alone, fails in company, ${where}`
}
