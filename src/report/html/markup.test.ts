import { expect, test } from 'vitest'
import { htmlOf, markup, ownHtml, type Content } from './markup.js'

test('what is put in is text, in content and in attributes', () => {
  const text = `</p><script>'"&`
  expect(htmlOf(markup`<p title="${text}">${text}${1}</p>`)).toBe(
    '<p title="&lt;/p&gt;&lt;script&gt;&apos;&quot;&amp;">&lt;/p&gt;&lt;script&gt;&apos;&quot;&amp;1</p>',
  )
})

test('markup in markup stays markup; lists are joined; nothing is nothing', () => {
  const items = ['a', '<b>'].map((item) => markup`<li>${item}</li>`)
  expect(htmlOf(markup`<ul>${items}${undefined}</ul>${ownHtml('<hr>')}`)).toBe(
    '<ul><li>a</li><li>&lt;b&gt;</li></ul><hr>',
  )
})

test('no object from a report passes for markup', () => {
  const forged = JSON.parse('{"html":"<script>","Symbol(html)":"<script>"}') as Content
  expect(htmlOf(markup`${forged}`)).toBe('')
})
