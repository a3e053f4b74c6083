#!/usr/bin/env node
// The only file that must run on any Node: it says in one line when this one is too old.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `leakcheck: needs Node 20.19 or newer, this is ${process.versions.node}\n` +
      '  hint: install a newer Node, or run it through one: npx -p node@22 -p leakcheck leakcheck run\n',
  )
  process.exitCode = 2
} else {
  const { main } = await import('../dist/cli/main.js')
  await main(process.argv.slice(2))
}
