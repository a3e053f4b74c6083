import { joined, kept } from './kept.js'

/** The rest of a path that leads into a folder, with slashes; undefined: it leads elsewhere. */
export function below(folder: string, path: string): string | undefined {
  const own = kept.slice(folder, -1) === kept.sep ? folder : `${folder}${kept.sep}`
  // Both are nearly always written alike; else what Node makes of them.
  const rest = kept.startsWith(path, own)
    ? kept.slice(path, own.length)
    : kept.relative(folder, path)
  const parts = kept.split(rest, kept.sep)
  return parts[0] === '..' ? undefined : joined(parts, '/')
}
