import type { Finding, TestReport } from '../model/report-document.js'
import { isSkip } from './skips.js'
import { number, plural } from './words.js'

/** What a finding says in one line: how many tests fail in the suite's own order, and how many more can. */
export function headline(finding: Finding, tests: ReadonlyMap<string, TestReport>): string {
  const said = describe(finding, tests)
  return finding.status === 'confirmed' ? said : `${said} (seen, not confirmed)`
}

function describe(finding: Finding, tests: ReadonlyMap<string, TestReport>): string {
  const { kind, victims, evidence, scenario, failure, failureAlone } = finding
  const count = victims.length
  if (victims.every((id) => tests.get(id)?.tearDown)) return describeTearDown(finding, tests)
  if (scenario === undefined && [failure, failureAlone ?? failure].some(isSkip))
    return describeSkip(finding, tests)
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

/** Tests that are skipped where others would fail. */
function describeSkip(
  { kind, victims, failureAlone }: Finding,
  tests: ReadonlyMap<string, TestReport>,
): string {
  const count = victims.length
  const manifest = victims.filter((id) => tests.get(id)?.manifest === true).length
  const are = (some: number): string => plural(some, 'test is', 'tests are')
  const its = count === 1 ? 'its' : 'their'
  switch (kind) {
    case 'victim': {
      const alone = `${count === 1 ? 'passes' : 'pass'} alone`
      if (manifest === 0)
        return `${plural(count, 'test')} can be skipped in another order than your suite's, and ${alone}`
      const more = manifest === count ? '' : `, ${number(count - manifest)} more can be`
      return `${are(manifest)} skipped in your suite's order${more}, and ${alone}`
    }
    case 'brittle':
      return `${are(count)} skipped alone, and ${count === 1 ? 'passes' : 'pass'} only after ${count === 1 ? 'another' : 'others'}`
    case 'masked':
      return failureAlone && isSkip(failureAlone)
        ? `${plural(count, 'test fails', 'tests fail')} in company and ${count === 1 ? 'is' : 'are'} skipped alone`
        : `${plural(count, 'test fails', 'tests fail')} alone and ${count === 1 ? 'is' : 'are'} skipped in company, which hides ${its} failure`
    case 'self-polluting':
      return `${are(count)} skipped when ${count === 1 ? 'it runs' : 'they run'} again in the same process`
  }
}

/** Files whose tests pass, and in which something fails behind the last of them. */
function describeTearDown(
  { kind, victims }: Finding,
  tests: ReadonlyMap<string, TestReport>,
): string {
  const count = victims.length
  const [of, fails] = [plural(count, 'file'), count === 1 ? 'fails' : 'fail']
  if (kind === 'masked')
    return `the tear-down of ${of} ${fails} alone and together, for different reasons`
  const manifest = victims.filter((id) => tests.get(id)?.manifest === true).length
  if (manifest === 0) return `the tear-down of ${of} can fail in another order than your suite's`
  const more = manifest === count ? '' : `, that of ${number(count - manifest)} more can`
  const own = manifest === 1 ? 'fails' : 'fail'
  return `the tear-down of ${plural(manifest, 'file')} ${own} in your suite's order${more}`
}
