import type { PrivateCopy } from './tree/private-copy.js'

/** Where a host finds a path of the project: in its copy, if it has one. */
export function atHost(path: string, copy: Pick<PrivateCopy, 'prefix'> | undefined): string {
  return copy ? copy.prefix + path : path
}
