import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { secretsFor } from './redact-for.js'

let top: string
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'lc-test-'))
  for (const folder of ['.git', 'packages/shop', 'elsewhere']) mkdirSync(join(top, folder), { recursive: true }) // prettier-ignore
})
afterEach(() => rmSync(top, { recursive: true, force: true }))

const write = (path: string, text: string) => writeFileSync(join(top, path), text)

test('what tests may load from files of their own is secret: here, above up to the repository, in packages', async () => {
  write('.env', "# ours\nexport TOP_TOKEN='top-token-11'\nCITY=Bielefeld\n")
  write('packages/.env.test', 'MID_PASSWORD="mid pass 22"\n')
  write('packages/shop/test.env', 'SHOP_SECRET=shop-secret-33\nURL=redis://:r3d1s-pw@cache/0\n')
  write('elsewhere/.env', 'OTHER_TOKEN=other-token-44\n')
  write('packages/.env.example', 'MID_PASSWORD=your-password-here\n')
  const { redact, names } = await secretsFor({ env: {}, cwd: join(top, 'packages') }, ['shop'])
  for (const secret of ['top-token-11', 'mid pass 22', 'shop-secret-33', 'r3d1s-pw'])
    expect(redact(`no luck with ${secret}`)).toBe('no luck with ***')
  for (const text of ['Bielefeld', 'other-token-44', 'your-password-here'])
    expect(redact(text)).toBe(text)
  expect(names).toEqual(expect.arrayContaining(['TOP_TOKEN', 'MID_PASSWORD', 'SHOP_SECRET']))
  expect(names).not.toContain('CITY')
})

test('a file that is a device, a folder or no text has no secrets, and is no error', async () => {
  mkdirSync(join(top, '.env'))
  symlinkSync('/dev/zero', join(top, '.env.local'))
  writeFileSync(join(top, '.env.test'), Buffer.from([0, 255, 10, 61, 10]))
  const { redact } = await secretsFor({ env: { API_TOKEN: 'from-the-config' }, cwd: top })
  expect(redact('from-the-config')).toBe('***')
})
