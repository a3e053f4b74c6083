import { expect, test } from 'vitest'
import { isSecretName } from '../model/secret-name.js'
import { secretsIn } from './secret-values.js'

test.each([
  ...['SMTP_PASS', 'DB_PWD', 'GH_PAT', 'STRIPE_SK', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
  ...['SESSION_COOKIE', 'APP_JWT', 'HASH_SALT', 'SENTRY_DSN', 'GITHUB_TOKEN', 'DB_PASSWORD'],
  ...['PGPASSWORD', 'API_KEY', 'apiKey', 'db.pass', 'NPM_CONFIG__AUTH', 'SIGNING_KEY', 'dbPwd'],
  ...[
    'QUEUE_CONN_STR',
    'REDIS_CONNECTION_STRING',
    'SLACK_WEBHOOK_URL',
    'GOOGLE_CREDENTIALS',
    'KEY',
  ],
])('%s is called like a secret', (name) => {
  expect(isSecretName(name)).toBe(true)
})

test.each([
  ...[
    'PATH',
    'HOME',
    'MONKEY',
    'KEYBOARD',
    'COMPATIBLE',
    'AUTHOR',
    'BYPASS',
    'COMPASS',
    'DESKTOP_SESSION',
  ],
  ...[
    'PATTERN',
    'SALTED',
    'TASK',
    'RISK',
    'SSH_AUTH_SOCK',
    'DB_PASSWORD_FILE',
    'SECRETS_DIR',
    'passes',
  ],
])('%s is not', (name) => {
  expect(isSecretName(name)).toBe(false)
})

test.each([
  ['DATABASE_URL', 'postgres://app:s3cr3t-p@ss@db/x', ['s3cr3t-p@ss']],
  ['DATABASE_URL', 'postgres://app:p%40ssw0rd@db/x', ['p%40ssw0rd', 'p@ssw0rd']],
  ['STORAGE', 'AccountName=x;AccountKey=Zm9vYmFy1+/==;EndpointSuffix=y', ['Zm9vYmFy1+/==']],
  ['MSSQL', 'Server=db;User Id=sa;Password="p4ss w0rd";Encrypt=true', ['p4ss w0rd']],
  ['MSSQL', 'Server=db;Pwd=hunter22;', ['hunter22']],
  ['PG', "host=db password='hunter 22' user=x", ['hunter 22']],
  ['HOOK', 'https://x.y/z?token=abc123def&page=2', ['abc123def']],
  ['BUS', 'Endpoint=sb://x/;SharedAccessKeyName=root;SharedAccessKey=aGVsbG8x=', ['aGVsbG8x=']],
  [
    'ACCOUNT',
    '{"type":"service","private_key_id":"ab12cd34","client_secret":"wxyz-9876"}',
    ['ab12cd34', 'wxyz-9876'],
  ],
  ['HOME', '/home/me', []],
  ['PAGE', 'https://a.b/c:d@e', []],
  ['API_KEY', 'short', []],
  ['DB_PWD', 'hunter2', ['hunter2']],
  ['POSTGRES_PASSWORD', 'postgres', []],
  ['DB_PASSWORD', 'password', []],
] as const)('of %s=%s these are secret: %j', (name, value, secrets) => {
  expect(secretsIn(name, value).sort()).toEqual([...secrets].sort())
})

test('a key of several lines is secret as a whole and line by line, but for what all keys begin with', () => {
  const key =
    '-----BEGIN PRIVATE KEY-----\nMIIEpAIBAAKCAQEA7bq\nx9yz8wv7ut6s\n-----END PRIVATE KEY-----'
  expect(secretsIn('SERVICE_PRIVATE', key)).toEqual([key, 'MIIEpAIBAAKCAQEA7bq', 'x9yz8wv7ut6s'])
})
