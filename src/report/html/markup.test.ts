import { expect, test } from 'vitest'
import { htmlOf, markup, ownHtml, type Content } from './markup.js'

test('text that is put into markup is escaped, in content and in attributes', () => {
  const text = `</p><script>'"&`
  expect(htmlOf(markup`<p title="${text}">${text}${1}</p>`)).toBe(
    '<p title="&lt;/p&gt;&lt;script&gt;&apos;&quot;&amp;">&lt;/p&gt;&lt;script&gt;&apos;&quot;&amp;1</p>',
  )
})

test('markup inside markup is not escaped, lists are joined, and undefined adds nothing', () => {
  const items = ['a', '<b>'].map((item) => markup`<li>${item}</li>`)
  expect(htmlOf(markup`<ul>${items}${undefined}</ul>${ownHtml('<hr>')}`)).toBe(
    '<ul><li>a</li><li>&lt;b&gt;</li></ul><hr>',
  )
})

test('an object from a report is never taken for markup, even if it looks the same', () => {
  const forged = JSON.parse('{"html":"<script>","Symbol(html)":"<script>"}') as Content
  expect(htmlOf(markup`${forged}`)).toBe('')
})
