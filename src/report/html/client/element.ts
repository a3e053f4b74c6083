import { BREAKS } from '../breaks.js'

/** An element with attributes and children. Text is text: nothing a report says is ever read as HTML. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  made.append(...children)
  return made
}

/** Text for screen readers only. */
export function spoken(text: string): HTMLElement {
  return element('span', { class: 'vh' }, text)
}

/** The element of the page that has this id. */
export function byId<Type extends HTMLElement>(id: string, type: new () => Type): Type {
  const found = document.getElementById(id)
  if (!(found instanceof type)) throw new Error(`no #${id}`)
  return found
}

/** A name that may break where a reader would break it, as those that are in the page from the start. */
export function nameElement(text: string): HTMLElement {
  const code = element('code')
  text.split(BREAKS).forEach((part, at) => {
    if (at > 0) code.append(element('wbr'))
    code.append(part)
  })
  return code
}
