import type { Finding, FindingBaseline, Report } from '../model/report-document.js'

/** Known, and no reason to fail: it is said in a line and annotated nowhere. */
export function isAccepted({ baseline }: Finding, { config }: Pick<Report, 'config'>): boolean {
  return baseline?.status === 'known' && config.failOn !== 'any'
}

/** What stands beside a finding that is shown in full. */
export function baselineText({ status, reason, expires }: FindingBaseline): string {
  const why = reason === undefined ? '' : `: ${reason}`
  switch (status) {
    case 'new':
      return 'new'
    case 'expired':
      return `was accepted until ${expires ?? ''}${why}`
    case 'known':
      return `known${why}`
  }
}
