import type { HostMessage } from '../model/protocol.js'
import type { PrivateCopy } from './tree/private-copy.js'

/** Where a host finds a path of the project: in its copy, if it has one. */
export function atHost(path: string, copy: Pick<PrivateCopy, 'prefix'> | undefined): string {
  return copy ? copy.prefix + path : path
}

type Ready = Extract<HostMessage, { type: 'ready' }>

/** What a host says of its projects, with the paths of the project that its copy is of. */
export function asInProject(
  ready: Ready,
  copy: Pick<PrivateCopy, 'prefix'> | undefined,
): Pick<Ready, 'version' | 'projects'> {
  const { version, projects } = ready
  const original = (path: string): string =>
    copy && path.startsWith(`${copy.prefix}/`) ? path.slice(copy.prefix.length) : path
  return {
    version,
    projects: projects.map((project) => ({
      ...project,
      root: original(project.root),
      ...(project.config === undefined ? {} : { config: original(project.config) }),
    })),
  }
}
