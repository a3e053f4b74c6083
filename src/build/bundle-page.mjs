// Part of npm run build: the script and the style of the HTML report become one module of two strings.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { root } from './shell.mjs'

const folder = join(root, 'src/report/html')

const { output } = (
  await build({
    configFile: false,
    root: folder,
    logLevel: 'warn',
    build: {
      write: false,
      // Who opens a report may want to read what it runs.
      minify: false,
      target: 'es2022',
      modulePreload: false,
      lib: { entry: join(folder, 'client/main.ts'), formats: ['iife'], name: 'page' },
    },
  })
).at(0)
const [{ code }] = output
const style = readFileSync(join(folder, 'style.css'), 'utf8')

if (/<\/(script|style)/i.test(code + style))
  throw new Error('it would end the element it stands in')
writeFileSync(
  join(folder, 'page-assets.ts'),
  `// Made by src/build/bundle-page.mjs from client/ and style.css.
export const script = ${JSON.stringify(code)}
export const style = ${JSON.stringify(style)}
`,
)
