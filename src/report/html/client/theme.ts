import { byId } from './element.js'

const KEY = 'leakcheck-theme'
const THEMES = ['system', 'light', 'dark'] as const
type Theme = (typeof THEMES)[number]

/** The button that goes through system, light, dark; remembered where the browser lets a page remember anything. */
export function startTheme(): void {
  const button = byId('theme', HTMLButtonElement)
  let theme = remembered()
  const apply = (): void => {
    if (theme === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = theme
    button.textContent = `Theme: ${theme}`
  }
  button.addEventListener('click', () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system'
    remember(theme)
    apply()
  })
  apply()
  button.hidden = false
}

function remembered(): Theme {
  try {
    const stored = localStorage.getItem(KEY)
    return THEMES.find((theme) => theme === stored) ?? 'system'
  } catch {
    return 'system'
  }
}

function remember(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme)
  } catch {
    // Storage is off: the choice lasts as long as the page.
  }
}
