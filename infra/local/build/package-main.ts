// npm run package: makes what is deployed, a folder with the app and nothing else, and the zip of it. The bundle contains
// every package, so there is nothing to install on Azure.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { buildApp } from './build.ts'
import { squeeze } from './squeeze.ts'
import { type ZipEntry, zip } from './zip.ts'

export type Package = {
  readonly folder: string
  readonly archive: string
  /** Sizes in bytes by file name; the archive's own is under its name `package.zip`. */
  readonly sizes: Readonly<Record<string, number>>
}

const mapComment = /\n?\/\/# sourceMappingURL=[\w.-]+\s*$/

/** The manifest that the Functions worker reads; what only development needs is left out. */
const manifest = (root: string): string => {
  const { name, version, type, main } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return `${JSON.stringify({ name, version, type, main }, null, 2)}\n`
}

/**
 * Builds the app and writes `package/` and `package.zip`. The same sources give the same bytes.
 * @param root folder of the project
 * @param outdir where both go
 */
export const packageApp = async (root: string, outdir = join(root, 'dist')): Promise<Package> => {
  const bundle = join(root, 'dist')
  const built = await buildApp(root, bundle)
  const files: ZipEntry[] = [
    { name: 'host.json', contents: readFileSync(join(root, 'host.json')) },
    { name: 'package.json', contents: Buffer.from(manifest(root)) },
    ...Object.keys(built).map((name) => ({
      name: `dist/${name}`,
      contents: Buffer.from(readFileSync(join(bundle, name), 'utf8').replace(mapComment, '\n')),
    })),
  ]
  const folder = join(outdir, 'package')
  rmSync(folder, { recursive: true, force: true })
  for (const { name, contents } of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), contents)
  }
  const archive = join(outdir, 'package.zip')
  const packed = zip(await Promise.all(files.map(async (file) => ({ ...file, packed: await squeeze(file.contents) }))))
  writeFileSync(archive, packed)
  const sizes = Object.fromEntries(files.map(({ name, contents }) => [name, contents.length]))
  return { folder, archive, sizes: { ...sizes, 'package.zip': packed.length } }
}

if (import.meta.main) {
  const { sizes, archive } = await packageApp(join(import.meta.dirname, '..', '..', '..'))
  for (const [name, bytes] of Object.entries(sizes))
    console.log(`${name.padEnd(24)} ${(bytes / 1024).toFixed(1).padStart(8)} KB`)
  console.log(`Deploy ${archive}, or run it here: npm run host -- dist/package`)
}
