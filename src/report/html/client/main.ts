import type { TableData } from '../table-data.js'
import { startCopying } from './copy.js'
import { byId } from './element.js'
import { startFilters } from './filters.js'
import { startLinks } from './links.js'
import { startPrinting } from './print.js'
import { startTheme } from './theme.js'

// The whole of what the page does; everything else is HTML. Bundled into one script by src/build/bundle-page.mjs.
startTheme()
startCopying()
startPrinting()
const data = JSON.parse(byId('data', HTMLScriptElement).text) as TableData
startLinks(data, startFilters(data))
