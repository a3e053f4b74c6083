import { execa } from 'execa'
import { join } from 'node:path'
import { repository } from './folders.js'

/** Makes the package as it would be published, of what is in `dist/`, and returns the path of the tarball. */
export async function packInto(folder: string): Promise<string> {
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]
  const { stdout } = await execa('npm', args, { cwd: repository })
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }]
  return join(folder, filename)
}
