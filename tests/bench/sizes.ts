// How much code a cold start has to read.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { packageApp } from '../../infra/local/build/package-main.ts'
import { judged, type Line, note } from './table.ts'
import { inTemporaryFolder } from './temporary-folder.ts'

const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(0)} KB`

/** @param root folder of the project */
export const sizes = (root: string): Promise<Line[]> =>
  inTemporaryFolder(async (folder) => {
    const { sizes: packed } = await packageApp(root, folder)
    const bundle = join(folder, 'package', 'dist')
    const files = readdirSync(bundle)
      .filter((name) => name.endsWith('.cjs'))
      .map((name) => {
        const content = readFileSync(join(bundle, name))
        return { name, size: content.length, zipped: gzipSync(content).length }
      })
    const main = files.find(({ name }) => name === 'main.cjs')
    if (!main) throw new Error('The build wrote no main.cjs.')
    const lazy = files.filter((file) => file !== main)
    return [
      judged('main bundle, minified', [main.size], { first: [350 * 1024], stretch: [150 * 1024] }, kilobytes),
      note('main bundle, gzip', kilobytes(main.zipped)),
      ...lazy.map(({ name, size, zipped }) =>
        note(`loaded on first use: ${name}`, `${kilobytes(size)}, gzip ${kilobytes(zipped)}`),
      ),
      note('the zip that is deployed', kilobytes(packed['package.zip'] ?? 0)),
    ]
  })
