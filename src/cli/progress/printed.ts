import type { ProgressEvent } from '../../model/event.js'
import { inert } from '../../report/inert.js'
import { plural } from '../../report/words.js'
import { about } from '../about.js'

/** What an event has to say in a line that stays; undefined: nothing. */
export function printed(event: ProgressEvent): string | undefined {
  if (event.kind === 'notice') return inert(event.message, 1_000)
  if (event.kind !== 'found' || event.differing === 0) return undefined
  const { differing, ways, confirm, explain, ms } = event
  const verb = differing === 1 ? 'differs' : 'differ'
  const inWays = ways > 1 ? ` in ${plural(ways, 'way')}` : ''
  const explained = explain > 0 ? `, about ${roughly(explain)} to search and prove the cause` : ''
  return `${plural(differing, 'test')} ${verb}${inWays}: ${plural(confirm, 'run')} to confirm it${explained}: ${about(ms)} in all`
}

/** Of runs that nobody can count yet. */
function roughly(runs: number): string {
  return plural(runs < 20 ? runs : Math.round(runs / 10) * 10, 'run')
}
