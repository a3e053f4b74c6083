import { sourcePath } from '../report/source-path.js'

/** Where this commit's files can be read, as GitHub says to its jobs; undefined: not in one. */
export function sourceUrl(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_SHA, GITHUB_ACTIONS } = env
  if (GITHUB_ACTIONS !== 'true' || !GITHUB_SERVER_URL || !GITHUB_REPOSITORY || !GITHUB_SHA) return
  return `${GITHUB_SERVER_URL}/${sourcePath(GITHUB_REPOSITORY)}/blob/${sourcePath(GITHUB_SHA)}`
}
