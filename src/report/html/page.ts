import { createHash } from 'node:crypto'
import { htmlOf, markup, ownHtml, type Content } from './markup.js'
import { script, style } from './page-assets.js'
import type { TableData } from './table-data.js'

export interface PageParts {
  readonly title: string
  readonly body: Content
  readonly data: TableData
}

/** Nothing is loaded, nothing is sent, and nothing runs but the page's own script. */
const POLICY = [
  "default-src 'none'",
  `script-src ${hashOf(script)}`,
  `style-src ${hashOf(style)}`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** The whole file. */
export function page({ title, body, data }: PageParts): string {
  return htmlOf(markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${ownHtml(style)}</style>
</head>
<body>
${body}
<script type="application/json" id="data">${ownHtml(json(data))}</script>
<script>${ownHtml(script)}</script>
</body>
</html>
`)
}

/** JSON that can't end the element that it stands in. */
function json(data: TableData): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c')
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}
