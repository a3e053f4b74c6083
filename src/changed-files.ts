import { execa } from 'execa'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { LeakcheckError } from './errors.js'

/** Absolute paths; or why it cannot be told. */
export type Changed = { readonly files: readonly string[] } | { readonly unknown: string }

/**
 * What has changed in the working tree, new files included: since the common ancestor with `ref`, or since the last commit.
 *
 * @throws LeakcheckError when git knows no such revision
 */
export async function changedFiles(cwd: string, ref?: string): Promise<Changed> {
  const top = await git(cwd, ['rev-parse', '--show-toplevel'])
  if (top === undefined) return { unknown: 'this is no git repository' }
  const base = ref === undefined ? 'HEAD' : await ancestor(top, ref)
  if (typeof base !== 'string') return base
  const tracked = await git(top, ['diff', '--name-only', '--no-relative', '-z', base, '--'])
  const others = await git(top, ['ls-files', '--others', '--exclude-standard', '-z'])
  if (tracked === undefined || others === undefined)
    return { unknown: 'there is no commit yet to compare with' }
  const names = [...tracked.split('\0'), ...others.split('\0')].filter((name) => name !== '')
  return { files: names.map((name) => join(top, name)) }
}

async function ancestor(top: string, ref: string): Promise<string | { readonly unknown: string }> {
  const shallow = (await git(top, ['rev-parse', '--is-shallow-repository'])) === 'true'
  const unknown = shallow
    ? `this clone is shallow and does not reach to where it left ${ref} (fetch-depth: 0 brings all)`
    : `it has no common ancestor with ${ref}`
  const isKnown = await git(top, ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`])
  if (isKnown === undefined && !shallow) {
    const hint = 'name a branch, tag or commit; leave it out for what is not committed yet'
    const place = existsSync(join(top, ref)) ? ': to name paths, put them before it' : ''
    throw new LeakcheckError('bad-flag', `--changed: git knows no revision ${ref}${place}`, hint)
  }
  return (await git(top, ['merge-base', ref, 'HEAD'])) ?? { unknown }
}

/** What git says; undefined: it fails, or is not there. */
async function git(cwd: string, args: readonly string[]): Promise<string | undefined> {
  const { stdout, exitCode } = await execa('git', ['--literal-pathspecs', ...args], {
    ...{ cwd, reject: false, stdin: 'ignore', maxBuffer: 100_000_000 },
    // What a hook of git sets for itself is not about this.
    env: { GIT_DIR: undefined, GIT_INDEX_FILE: undefined, GIT_WORK_TREE: undefined },
  })
  return exitCode === 0 ? stdout : undefined
}
