import { stripVTControlCharacters } from 'node:util'
import type { Failure, RawFailure } from '../../model/failure.js'
import { ACCOUNTS } from './accounts.js'
import { NOISE } from './noise.js'
import { applied } from './rule.js'

/** So many characters of a message are kept; {@link isCut} tells whether there were more. */
const MAX_MESSAGE = 1000
const MAX_NORMALIZED = 300

// An HTTP status is a reason, any other number is a detail: 500 and 429 are different failures, 17 and 18 are not.
const NUMBER = /(?<![\w.])-?\d+(?:\.\d+)?(?![\w.]*\d)/g
const STATUS = /^[1-5]\d\d$/

/** The failure as reports show it, with what makes two failures "the same". */
export function toFailure(raw: RawFailure): Failure {
  const message = stripVTControlCharacters(raw.message)
  return {
    type: raw.type,
    message: message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE)}…` : message,
    normalized: normalize(message),
    ...(raw.frame === undefined ? {} : { frame: raw.frame }),
  }
}

/** The message goes on behind what was kept of it. */
export function isCut({ message }: Failure): boolean {
  return message.length > MAX_MESSAGE
}

function normalize(message: string): string {
  const text = applied([...ACCOUNTS, ...NOISE], message).replace(NUMBER, (digits) =>
    STATUS.test(digits) ? digits : '<n>',
  )
  return text.replace(/\s+/g, ' ').trim().slice(0, MAX_NORMALIZED)
}
