/** The folder that all of these lie in, as they begin with it: it tells none of them from another. */
export function commonFolder(labels: readonly string[]): string {
  const [first = '', ...others] = labels.filter((label) => label.includes('/'))
  let end = 0
  // Of a single one the folder is news.
  if (others.length === 0) return ''
  for (let at = first.indexOf('/'); at !== -1; at = first.indexOf('/', at + 1)) {
    const folder = first.slice(0, at + 1)
    if (!others.every((label) => label.startsWith(folder))) break
    end = at + 1
  }
  return first.slice(0, end)
}

/** What is left of a label without it. */
export function without(folder: string, label: string): string {
  return label.startsWith(folder) ? label.slice(folder.length) : label
}
