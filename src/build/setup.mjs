// npm run setup: installs what the tests and the demo need. Takes no time when it is all there.
import { installChromium } from './chromium.mjs'
import { installAll } from './install.mjs'
import { makeVirtualenvs } from './virtualenvs.mjs'

installAll()
makeVirtualenvs()
installChromium()
