import type { RunRequest } from '../model/run.js'
import type { Folders } from './folders.js'
import { killMarked } from './marked-processes.js'
import type { PrivateCopy } from './tree/private-copy.js'

/** Where several processes run one after another: what one leaves outside of itself, the next one meets. */
export interface Site {
  /** Undefined: the project itself. */
  readonly copy?: PrivateCopy
  /** Marks of all that ran there. */
  readonly marks: (readonly [name: string, value: string])[]
}

export async function openSite(folders: Folders): Promise<Site> {
  const copy = await folders.take()
  return { ...(copy ? { copy } : {}), marks: [] }
}

/** Ends what was left running there. */
export function endProcesses({ marks }: Site): void {
  for (const [name, value] of marks) killMarked(name, value)
}

/** As a request wishes before its last process. */
export function undo({ undo: wish }: Pick<RunRequest, 'undo'>, site: Site): void {
  if (wish?.files) site.copy?.restore(wish.files)
  if (wish?.processes) endProcesses(site)
}

export function leaveSite(site: Site, folders: Folders): void {
  endProcesses(site)
  if (site.copy) folders.giveBack(site.copy)
}
