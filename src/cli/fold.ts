/** A text in lines of at most `width`, broken between words where it can be; what `most` lines do not hold ends in `…`. */
export function fold(text: string, width: number, most: number): string[] {
  const lines: string[] = []
  let rest = text.trim()
  while (rest.length > width && lines.length < most - 1) {
    const blank = rest.lastIndexOf(' ', width)
    const end = blank > width / 2 ? blank : width
    lines.push(rest.slice(0, end).trimEnd())
    rest = rest.slice(end).trimStart()
  }
  return [...lines, rest.length > width ? `${rest.slice(0, width - 1).trimEnd()}…` : rest]
}
