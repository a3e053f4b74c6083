/** Where one word ends and another begins, in paths, ids, titles and identifiers. */
const WORDS = /(?<=\/)|(?=::)|(?<=\s)(?=\S)|(?<=[^\s_.])(?=[_.])/

/**
 * A name that fits, cut between words: folders go first, from the middle of the path, then the beginning of the title. What is
 * left always has the end, which tells one test from its neighbours.
 *
 * @param room in characters
 */
export function shortName(label: string, room: number): string {
  if (label.length <= room) return label
  const at = label.search(/::| > /)
  const file = at > 0 ? label.slice(0, at) : label
  const title = label.slice(file.length)
  const fits = candidates(file, title).find((each) => each.length <= room)
  return fits ?? endOf(label, room)
}

/** From the one that keeps most. */
function candidates(file: string, title: string): string[] {
  const folders = file.split(/(?<=\/)/)
  const base = folders.pop() ?? ''
  const fewerFolders = folders.map((_, left) => {
    const kept = folders.slice(0, folders.length - 1 - left).join('')
    return `${kept}…/${base}${title}`
  })
  const words = (title === '' ? base : title).split(WORDS)
  const head = title === '' ? (words[0] ?? '') : base
  const tails = words.slice(1).map((_, index) => trimmed(words.slice(index + 1).join('')))
  return [
    ...fewerFolders,
    ...tails.map((tail) => `${head.trimEnd()}…${tail}`),
    ...tails.map((tail) => `…${tail}`),
  ]
}

/** What separated it from what has gone. */
function trimmed(tail: string): string {
  return tail.replace(/^[\s>.]+(?=\S)/, '')
}

/** Of a word that is longer than there is room for. */
function endOf(label: string, room: number): string {
  const end = label.slice(label.length - Math.max(room - 1, 0))
  return `…${end.replace(/^[\udc00-\udfff]/, '')}`
}
