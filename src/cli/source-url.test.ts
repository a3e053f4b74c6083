import { expect, test } from 'vitest'
import { sourceUrl } from './source-url.js'

test('the source URL comes from the variables of a GitHub job, and is missing if one of them is', () => {
  const env = {
    GITHUB_ACTIONS: 'true',
    GITHUB_SERVER_URL: 'https://github.example',
    GITHUB_REPOSITORY: 'me/api',
    GITHUB_SHA: 'abc',
  }
  expect(sourceUrl(env)).toBe('https://github.example/me/api/blob/abc')
  expect(sourceUrl({ ...env, GITHUB_ACTIONS: undefined })).toBeUndefined()
  expect(sourceUrl({ ...env, GITHUB_SHA: '' })).toBeUndefined()
})
