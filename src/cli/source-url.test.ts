import { expect, test } from 'vitest'
import { sourceUrl } from './source-url.js'

test('as GitHub says to its jobs', () => {
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
