import { dirname, isAbsolute, join } from 'node:path'
import fastGlob from 'fast-glob'
import { parse as parseToml } from 'smol-toml'
import { parse as parseYaml } from 'yaml'
import { objectOf, packageFile, textsOf } from './package-file.js'
import { textOf } from './traces.js'

/**
 * The packages that a workspace names as its own: that of npm, Yarn or Bun (`workspaces`), of pnpm, of uv. Folders relative to `cwd`,
 * with '/', sorted; empty where there is no workspace.
 */
export function membersOf(cwd: string): readonly string[] {
  const uv = uvWorkspace(cwd)
  const found = new Set([
    ...foldersWith('package.json', [...packageFile(cwd).workspaces, ...pnpmPackages(cwd)], cwd),
    ...foldersWith('pyproject.toml', [...uv.members, ...uv.exclude.map((glob) => `!${glob}`)], cwd),
  ])
  return [...found].filter((folder) => folder !== '.').sort()
}

function foldersWith(file: string, globs: readonly string[], cwd: string): readonly string[] {
  const patterns = globs.flatMap((glob) => {
    const [, not = '', folder = ''] = /^(!?)(?:\.\/)*(.*?)\/*$/.exec(glob) ?? []
    // What lies elsewhere is another project's.
    if (isAbsolute(folder) || folder.split('/').includes('..')) return []
    return [`${not}${folder === '' || folder === '.' ? '' : `${folder}/`}${file}`]
  })
  if (patterns.length === 0) return []
  const found = fastGlob.sync(patterns, {
    ...{ cwd, dot: true, ignore: ['**/node_modules/**'] },
    // A link may lead back to where it lies.
    followSymbolicLinks: !patterns.some((pattern) => pattern.includes('**')),
  })
  return found.map((each) => dirname(each))
}

function pnpmPackages(cwd: string): readonly string[] {
  return textsOf(read('pnpm-workspace.yaml', cwd, parseYaml).packages)
}

function uvWorkspace(cwd: string): {
  readonly members: readonly string[]
  readonly exclude: readonly string[]
} {
  const { tool } = read('pyproject.toml', cwd, parseToml)
  const { members, exclude } = objectOf(objectOf(objectOf(tool).uv).workspace)
  return { members: textsOf(members), exclude: textsOf(exclude) }
}

/** A file that its owner cannot read either names no packages. */
function read(
  file: string,
  cwd: string,
  parse: (text: string) => unknown,
): Record<string, unknown> {
  try {
    return objectOf(parse(textOf(join(cwd, file))))
  } catch {
    return {}
  }
}
