import type { ChannelEvent, ListedPlace } from '../../../model/protocol.js'
import { map } from './kept.js'
import type { Secrets } from './secrets.js'

/** Messages and titles, of whatever event; and the names of what the tests have set meanwhile. */
export function withoutSecrets(
  send: (event: ChannelEvent) => void,
  { hide, news }: Secrets,
  lane: { readonly lane?: number },
): (event: ChannelEvent) => void {
  return (event) => {
    const names = news()
    if (names) send({ ev: 'secrets', ...lane, names })
    const failure = 'failure' in event ? event.failure : undefined
    const said = failure ? { failure: { ...failure, message: hide(failure.message) } } : {}
    const hidden = <T extends Partial<ListedPlace>>(titled: T): T =>
      titled.titlePath ? { ...titled, titlePath: map(titled.titlePath, hide) } : titled
    const tests = event.ev === 'file' ? { tests: map(event.tests, hidden) } : {}
    const shown = event.ev === 'start' ? hidden(event) : event
    send({ ...shown, ...said, ...tests })
  }
}
