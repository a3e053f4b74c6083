import { relative, sep } from 'node:path'

/**
 * How leakcheck is called by this user: by the package manager that called it, since another may not find it (npx does not
 * under Plug'n'Play); by the path of its script where it is not installed.
 *
 * @param script absolute path of what Node was started with
 * @param agent what package managers call themselves in `npm_config_user_agent`
 */
export function programWords(script: string, agent = ''): string[] {
  const folders = script.split(sep)
  if (!folders.includes('node_modules') && script.endsWith('.js'))
    return ['node', relative(process.cwd(), script)]
  const [manager] = agent.split('/')
  // Called without being installed: what is run for once lies in a folder of that name.
  const isOnce = folders.some((folder) => /^dlx(-|$)/.test(folder))
  if (manager === 'pnpm') return ['pnpm', isOnce ? 'dlx' : 'exec', 'leakcheck']
  if (manager === 'yarn') return isOnce ? ['yarn', 'dlx', 'leakcheck'] : ['yarn', 'leakcheck']
  return [manager === 'bun' ? 'bunx' : 'npx', 'leakcheck']
}
