import type { RunRequest } from '../model/run.js'
import type { Folders } from './folders.js'
import { killMarked } from './marked-processes.js'
import type { Session } from './session.js'
import type { TemporaryFolder } from './temporary-folder.js'
import type { PrivateCopy } from './tree/private-copy.js'

/** Where several processes run one after another: what one leaves outside of itself, the next one meets. */
export interface Site {
  /** Undefined: the project itself. */
  readonly copy?: PrivateCopy
  readonly temporary: TemporaryFolder
  /** Marks of all that ran there. */
  readonly marks: (readonly [name: string, value: string])[]
}

export async function openSite(folders: Folders, session: SessionFolders): Promise<Site> {
  return siteIn(await folders.take(), session)
}

/** A site in a copy of the project; without one, in the project itself. */
export function siteIn(copy: PrivateCopy | undefined, session: SessionFolders): Site {
  return { ...(copy ? { copy } : {}), temporary: session.temporaryFolder(), marks: [] }
}

type SessionFolders = Pick<Session, 'temporaryFolder'>

/** Ends what was left running there. */
function endProcesses({ marks }: Site): void {
  for (const [name, value] of marks) killMarked(name, value)
}

/** As a request wishes before its last process. */
export function undo({ undo: wish }: Pick<RunRequest, 'undo'>, site: Site): void {
  if (wish?.files) site.copy?.restore(wish.files)
  if (wish?.outside) site.temporary.restore(wish.outside)
  if (wish?.processes) endProcesses(site)
}

export function leaveSite(site: Site, folders: Folders): void {
  closeSite(site)
  if (site.copy) folders.giveBack(site.copy)
}

/** Ends what runs there, and takes away what it has left outside of the project; its copy of the project stays. */
export function closeSite(site: Site): void {
  endProcesses(site)
  site.temporary.remove()
}
