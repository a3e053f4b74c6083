/**
 * Numbers as text, stretches that count up or down as one: `0-609`, `9-0`, `3,7,8-10`.
 *
 * @param numbers whole, none below zero
 */
export function toRanges(numbers: readonly number[]): string {
  const parts: string[] = []
  for (let at = 0; at < numbers.length;) {
    const from = numbers[at] ?? 0
    const step = (numbers[at + 1] ?? from) - from
    let end = at
    if (Math.abs(step) === 1)
      while (end + 1 < numbers.length && numbers[end + 1] === from + step * (end + 1 - at)) end += 1
    parts.push(end === at ? String(from) : `${String(from)}-${String(numbers[end])}`)
    at = end + 1
  }
  return parts.join(',')
}

/** The inverse of {@link toRanges}. */
export function fromRanges(text: string): number[] {
  if (text === '') return []
  return text.split(',').flatMap((part) => {
    const [from = 0, to = from] = part.split('-').map(Number)
    const step = to < from ? -1 : 1
    return Array.from({ length: Math.abs(to - from) + 1 }, (_, index) => from + step * index)
  })
}

/** Words as text, repeated ones with how often: `p*17 f0*33 p`. */
export function toRepeats(words: readonly string[]): string {
  const parts: string[] = []
  for (let at = 0; at < words.length;) {
    let end = at + 1
    while (end < words.length && words[end] === words[at]) end += 1
    const times = end - at
    parts.push(times === 1 ? (words[at] ?? '') : `${words[at] ?? ''}*${String(times)}`)
    at = end
  }
  return parts.join(' ')
}

/** The inverse of {@link toRepeats}. */
export function fromRepeats(text: string): string[] {
  if (text === '') return []
  return text.split(' ').flatMap((part) => {
    const [word = '', times = '1'] = part.split('*')
    return Array.from({ length: Number(times) }, () => word)
  })
}
