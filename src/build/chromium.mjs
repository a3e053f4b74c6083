import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** A browser that the HTML report is tested in: any that speaks Chromium's protocol will do. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** Its path; undefined: there is none. CHROMIUM names one that is not found by itself. */
export function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  const places = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)))
  return [...places, ...ELSEWHERE].find(isProgram)
}

/** Debian's own, where there is none and apt may install it. */
export function installChromium() {
  if (findChromium() !== undefined) return
  console.log('> apt-get install chromium')
  const done = apt(['update']) && apt(['install', '-y', '--no-install-recommends', 'chromium'])
  if (done && findChromium() !== undefined) return
  console.error(
    'The HTML report is tested in a real browser, and there is none here. Install Chromium or Chrome ' +
      '(Debian, as root: apt-get install chromium), or say where it is: CHROMIUM=/path/to/it npm test',
  )
  process.exit(1)
}

function apt(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync('apt-get', ['-qq', ...args], { env, stdio: 'inherit' }).status === 0
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
