import type { Finding, TestReport } from '../model/report-document.js'
import { number, plural } from './words.js'

/** What a finding says in one line: how many tests fail in the suite's own order, and how many more can. */
export function headline(finding: Finding, tests: ReadonlyMap<string, TestReport>): string {
  const said = describe(finding, tests)
  return finding.status === 'confirmed' ? said : `${said} (seen, not confirmed)`
}

function describe(
  { kind, victims, evidence, scenario }: Finding,
  tests: ReadonlyMap<string, TestReport>,
): string {
  const count = victims.length
  switch (kind) {
    case 'victim': {
      const manifest = victims.filter((id) => tests.get(id)?.manifest === true).length
      if (manifest === 0 && evidence[0]?.what === 'alone, every file imported') {
        return `${plural(count, 'test fails', 'tests fail')} alone when other files are imported first`
      }
      if (manifest === 0) {
        return `${plural(count, 'test')} can fail in another order than your suite's`
      }
      const own = `${plural(manifest, 'test fails', 'tests fail')} in your suite's order`
      return manifest === count ? own : `${own}, ${number(count - manifest)} more can`
    }
    case 'brittle':
      if (scenario !== undefined) {
        const said = plural(count, 'test needs its', 'tests need their')
        return `${said} earlier siblings: ordered on purpose?`
      }
      return count === 1
        ? '1 test fails alone, and passes only after another'
        : `${number(count)} tests fail alone, and pass only after others`
    case 'masked':
      return `${plural(count, 'test fails', 'tests fail')} alone and together, for different reasons`
    case 'self-polluting':
      return count === 1
        ? '1 test fails when it runs again in the same process'
        : `${number(count)} tests fail when they run again in the same process`
  }
}
