import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

interface Transformed {
  readonly deps?: readonly string[]
  readonly dynamicDeps?: readonly string[]
}

/** What a Vite server of each major offers: the first one is gone in some, the second one not yet in others. */
interface Server {
  readonly environments?: {
    readonly ssr?: { transformRequest(file: string): Promise<Transformed | null> }
  }
  transformRequest(file: string, options: { ssr: true }): Promise<Transformed | null>
}

/**
 * Files that every test of a project rests on, though none imports them: its config, its set-up files, and what those import.
 * Vitest's own graph begins at the tests.
 *
 * @returns absolute paths
 */
export async function setUpFiles(project: TestProject): Promise<ReadonlySet<string>> {
  const { config } = project
  const found = new Set<string>(project.vite.config.configFileDependencies)
  const server = project.vite as unknown as Server
  const follow = async (file: string): Promise<void> => {
    if (found.has(file)) return
    found.add(file)
    const { deps = [], dynamicDeps = [] } = (await transformed(server, file)) ?? {}
    for (const dep of [...deps, ...dynamicDeps]) {
      const path = dep.startsWith('/@fs/') ? dep.slice('/@fs'.length) : join(config.root, dep)
      if (!path.includes('/node_modules/') && existsSync(path)) await follow(path)
    }
  }
  for (const file of [config.setupFiles, config.globalSetup].flat()) await follow(file)
  return found
}

/** A file that cannot be transformed leads nowhere; whoever runs it will be told. */
async function transformed(server: Server, file: string): Promise<Transformed | null> {
  const { environments } = server
  try {
    return environments?.ssr
      ? await environments.ssr.transformRequest(file)
      : await server.transformRequest(file, { ssr: true })
  } catch {
    return null
  }
}
