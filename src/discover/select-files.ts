import { realpathSync, statSync } from 'node:fs'
import { resolve, sep } from 'node:path'
import fastGlob from 'fast-glob'

/**
 * Which of the runner's files the user's path arguments mean: a folder, a file, a glob, or, as runners take
 * it, a part of the path.
 *
 * @param paths as on the command line, relative to cwd; empty: all files
 * @param cwd absolute path
 * @returns a test for absolute paths of files
 */
export function selectFiles(paths: readonly string[], cwd: string): (file: string) => boolean {
  if (paths.length === 0) return () => true
  const matchers = paths.map((path) => matcherOf(path, cwd))
  return (file) => matchers.some((matches) => matches(file))
}

/** The same for one of them. */
export function matcherOf(path: string, cwd: string): (file: string) => boolean {
  const absolute = resolve(cwd, path)
  const stats = statSync(absolute, { throwIfNoEntry: false })
  if (stats) {
    // Named by way of a link, or a link itself: runners keep to the path by which they found a file.
    const places = [absolute, realpathSync(absolute)]
    if (!stats.isDirectory()) return (file) => places.includes(file)
    const starts = places.map((place) => (place.endsWith(sep) ? place : place + sep))
    return (file) => starts.some((start) => file.startsWith(start))
  }
  if (!fastGlob.isDynamicPattern(path)) return (file) => file.slice(cwd.length).includes(path)
  const found = new Set(
    fastGlob.sync(path, { cwd, absolute: true, dot: true, ignore: ['**/node_modules/**'] }),
  )
  return (file) => found.has(file.split(sep).join('/'))
}
