import { perform } from './perform.js'
import type { Bench, NumberedRun } from './perform-together.js'
import { atHost } from './at-host.js'
import { listedOf } from './declared.js'
import { undo, type Site } from './site.js'
import type { Target } from './target.js'
import type { Translated } from './translate.js'

/**
 * Runs the parts of an order one after another, each in a test process of its own, which one host starts: as its runner does
 * with files that it keeps apart. Nearly every order has one part.
 *
 * @param at runs there, and leaves it as it is
 */
export async function performOrder(
  parts: readonly Translated[],
  { project, silenceMs, declared }: Target,
  { hosts, session, limits, count, number }: Bench,
  at?: Site,
): Promise<readonly NumberedRun[]> {
  const [first] = parts
  if (!first) return []
  return hosts.use(
    { kind: first.request.host, project },
    async ({ host, copy, temporary }) => {
      const done: NumberedRun[] = []
      for (const [index, { request, segments }] of parts.entries()) {
        if (at && index === parts.length - 1) undo(request, at)
        const plan = {
          mode: 'run',
          project: project.runnerProject,
          root: atHost(project.root, copy),
          serial: request.serial ?? false,
          inside: request.inside ?? false,
          ...(request.retries ? { retries: true } : {}),
          segments,
          ...(declared ? listedOf(segments, declared) : {}),
        } as const
        const files = segments.map(({ file }) => file)
        const raw = await perform(
          {
            ...{ plan, runnerProject: project.runnerProject, files, workers: 1 },
            ...(at ? { spared: at.marks } : {}),
          },
          host,
          session,
          { ...limits, silenceMs },
        )
        count(host.pid, raw.processes, raw.testCpuMs, raw.hostCpuMs)
        const wrote = copy?.changes()
        temporary.settle(host.setUpAt())
        const outside = temporary.left()
        done.push({
          ...raw,
          run: number(),
          cpuMs: raw.testCpuMs,
          outside,
          ...(wrote ? { wrote } : {}),
        })
        if (!host.isAlive()) break
      }
      return done
    },
    at,
  )
}
