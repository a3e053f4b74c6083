import type { Failure } from '../../model/failure.js'
import { ACCOUNTS } from './accounts.js'
import { COUNTS, withoutNumbers } from './counts.js'
import { DETAILS } from './details.js'
import { fileOf, fingerprint } from './fingerprint.js'
import { NOISE } from './noise.js'
import { applied } from './rule.js'
import { saysSomething } from './says-something.js'
import { isCut } from './to-failure.js'
import { withoutValues } from './values.js'

/** A reason is told at the beginning of a message. */
const MOST_COMPARED = 300

/**
 * Whether a test failed again for the same reason. Numbers of any kind may differ, and of an assertion the values that it shows: a
 * count or an item more that crept in is no new reason. Where nothing but such values is said, it is the same only at the same line.
 */
export function sameFailure(a: Failure | undefined, b: Failure | undefined): boolean {
  if (!a || !b) return a === b
  if (a.type !== b.type || fileOf(a) !== fileOf(b)) return false
  const [one, other] = [reasonIn(a), reasonIn(b)]
  return isAlike(one, other) && (one.saysSomething || isSameLine(a, b))
}

/**
 * Whether reports may call two failures the same error: the same fingerprint, and the same line where the numbers that it
 * leaves out are all there is.
 */
export function sameError(a: Failure, b: Failure): boolean {
  return fingerprint(a) === fingerprint(b) && (saysSomething(a.normalized) || isSameLine(a, b))
}

/** What a failure is compared by. */
interface Reason {
  readonly words: string
  readonly saysSomething: boolean
  /** What was kept of the message is not all. */
  readonly isOpen: boolean
}

function reasonIn(failure: Failure): Reason {
  const plain = applied([...ACCOUNTS, ...NOISE], failure.message)
  const isOpen = isCut(failure) && plain.endsWith('…')
  const shown = isAssertion(failure) ? withoutValues(applied(DETAILS, plain)) : plain
  const words = applied(COUNTS, withoutNumbers(shown, isAssertion(failure)))
  return {
    words: words.replace(/\s+/g, ' ').trim().slice(0, MOST_COMPARED),
    saysSomething: saysSomething(shown),
    isOpen,
  }
}

function isAssertion({ type, message }: Failure): boolean {
  return /assert/i.test(type) || /^(?:assert |expect|Timed out .* expect\()/im.test(message)
}

/** Of a message that goes on, what there is of it has to agree. */
function isAlike(one: Reason, other: Reason): boolean {
  if (one.words === other.words) return true
  const [open, whole] = one.isOpen ? [one, other] : [other, one]
  return open.isOpen && whole.words.startsWith(open.words.replace(/\s*(?:<value>|…)?$/, ''))
}

function isSameLine(a: Failure, b: Failure): boolean {
  return a.frame === undefined || b.frame === undefined || a.frame === b.frame
}
