import { withoutCounts } from './without-counts.js'

/** Words that assertions of every kind are made of: with nothing else than these and values, a message could be anybody's. */
const GRAMMAR = new Set(
  `a actual actually additional all already an and any approximately are array as assert at attribute attributes be been being
  below above but by call called calls chai close close could deep deeply defined did differ different difference does element
  elements empty equal equality equals error exactly exist exists expect expected expression evaluated failed false falsy fn first
  found from function getByRole given got greater has have having if in include including input instance instead is it item
  items jest keys last least length less list lists locator loosely match matched matching members message mock more most no none not
  null number nan object of once one only or ordered own pass pattern promise property raise raised received regex regular reject
  rejected rejecting rejects resolve resolved resolves resolving return returned same satisfy second sequences set sets
  single size spy strict strictly string than that the there this throw thrown throw times to true truthy tuples type
  unexpectedly undefined value values vi was were when with within`.split(/\s+/),
)
const WORD = /[\p{L}_$][\p{L}\d_$]*/gu
const PLACEHOLDER = /<\w+>/g
/** Matchers as Jest names them. */
const MATCHER = /^to[A-Z]/

/**
 * Whether a message tells by itself what has gone wrong: in words of its own, or by an HTTP status. Of one that doesn't, `assert
 * 2 == 1`, only the place where it was raised says which it is.
 */
export function saysSomething(message: string): boolean {
  const text = withoutCounts(message).replace(PLACEHOLDER, ' ')
  if (/\d/.test(text)) return true
  const words = text.match(WORD) ?? []
  return words.some((word) => !GRAMMAR.has(word.toLowerCase()) && !MATCHER.test(word))
}
