import { byId } from './element.js'

/** Buttons marked `data-copy` copy the command that they stand beside. */
export function startCopying(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]'))
    button.hidden = false
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('button[data-copy]') : null
    const code = button?.parentElement?.querySelector('code')
    if (button && code) void copy(code, button)
  })
}

async function copy(code: Element, button: Element): Promise<void> {
  const done = (await toClipboard(code.textContent)) || selected(code)
  button.textContent = done ? 'Copied' : 'Select it'
  byId('status', HTMLElement).textContent = done ? 'Copied to the clipboard' : 'Could not copy'
  setTimeout(() => {
    button.textContent = 'Copy'
  }, 2_000)
}

async function toClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

/** Where pages from a disk have no clipboard: the old way, which leaves the command selected at least. */
function selected(code: Element): boolean {
  getSelection()?.selectAllChildren(code)
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only other way there is
  return document.execCommand('copy')
}
