// Bundles the app into the few files that are deployed and that run locally. What most cold starts do not need stands in
// files of its own, loaded on first use: the SDKs, the work of timers and queues, the pages, and the XML parser inside the
// table SDK.

import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { type BuildOptions, build, type OutputFile, type Plugin } from 'esbuild'
import { entry, entryPoints, type Survey, slotOf, slots, survey, writtenEntries } from './survey.ts'

// Table storage speaks JSON; only calls this app never makes need XML.
const xmlOnFirstUse = `
const load = () => require('./core-xml.cjs')
export const XML_ATTRKEY = '$'
export const XML_CHARKEY = '_'
export const parseXML = (...given) => load().parseXML(...given)
export const stringifyXML = (...given) => load().stringifyXML(...given)
`

/** Loads from its file what is imported dynamically. */
const loadOnFirstUse = (root: string, { targets, packages }: Survey): Plugin => ({
  name: 'load-on-first-use',
  setup: ({ onResolve, onLoad, resolve }) => {
    const fileOf = new Map([...targets].flatMap(([file, modules]) => modules.map((module) => [module, file] as const)))
    onResolve({ filter: /./ }, async ({ path, kind, importer, resolveDir, pluginData }) => {
      if (path === '@azure/core-xml' && importer.includes('data-tables')) return { path, namespace: 'xml-on-first-use' }
      if (path === './core-xml.cjs') return { path, external: true }
      if (kind !== 'dynamic-import' || pluginData === 'resolving') return undefined
      const file = packages.get(path)
      if (file !== undefined) return { path: `./${file}.cjs`, external: true }
      const found = await resolve(path, { kind, resolveDir, importer, pluginData: 'resolving' })
      const module = found.path.slice(root.length + 1)
      return fileOf.has(module) ? { path: module, namespace: 'slot' } : undefined
    })
    onLoad({ filter: /./, namespace: 'xml-on-first-use' }, () => ({ contents: xmlOnFirstUse, loader: 'js' }))
    onLoad({ filter: /./, namespace: 'slot' }, ({ path }) => ({
      contents: `module.exports = require('./${fileOf.get(path)}.cjs')[${slotOf(path)}]`,
      loader: 'js',
    }))
    onResolve({ filter: /^\.\/[\w-]+\.cjs$/, namespace: 'slot' }, ({ path }) => ({ path, external: true }))
  },
})

/** The names under which the main file gives the others what they need: short, and the same for the same sources. */
const shortNames = ({ held }: Survey): Map<string, Map<string, string>> => {
  let count = 0
  return new Map(
    [...held].map(([module, names]) => [
      module,
      new Map(
        names.map((name) => {
          count += 1
          return [name, `_${count.toString(36)}`]
        }),
      ),
    ]),
  )
}

const exported = (from: string, names: ReadonlyMap<string, string>, isGiver: boolean): string =>
  `export { ${[...names].map(([name, short]) => (isGiver ? `${name} as ${short}` : `${short} as ${name}`)).join(', ')} } from '${from}'`

/** Takes from the main file what stands there. */
const takeFromMain = (root: string, names: ReadonlyMap<string, ReadonlyMap<string, string>>): Plugin => ({
  name: 'take-from-main',
  setup: ({ onResolve, onLoad, resolve }) => {
    onResolve({ filter: /^\./ }, async ({ path, kind, importer, resolveDir, pluginData, namespace }) => {
      if (namespace === 'held') return { path, external: true }
      if (kind !== 'import-statement' || pluginData === 'resolving') return undefined
      const found = await resolve(path, { kind, resolveDir, importer, pluginData: 'resolving' })
      const module = found.path.slice(root.length + 1)
      return names.has(module) ? { path: module, namespace: 'held' } : undefined
    })
    onLoad({ filter: /./, namespace: 'held' }, ({ path }) => ({
      contents: exported('./main.cjs', names.get(path) ?? new Map(), false),
      loader: 'js',
    }))
  },
})

const isSame = (path: string, contents: Uint8Array): boolean =>
  existsSync(path) && Buffer.compare(readFileSync(path), contents) === 0

/** A host may be loading the files at this moment: each is replaced as a whole, and only if it differs. */
const writeFiles = (outdir: string, files: readonly OutputFile[]): void => {
  mkdirSync(outdir, { recursive: true })
  for (const { path, contents } of files) {
    if (isSame(path, contents)) continue
    const half = `${path}.${process.pid}.half`
    writeFileSync(half, contents)
    renameSync(half, path)
  }
}

const bundleOptions = (root: string, outdir: string) =>
  ({
    absWorkingDir: root,
    outdir,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node22',
    charset: 'utf8',
    minify: true,
    sourcemap: 'linked',
    sourcesContent: false,
    metafile: true,
    write: false,
    logLevel: 'error',
    // The host makes this module up; it exists nowhere.
    external: ['@azure/functions-core'],
    // The packages' ES module sources can be shaken; their CommonJS ones cannot.
    mainFields: ['module', 'main'],
    conditions: ['import', 'module'],
    supported: { 'dynamic-import': false },
  }) as const satisfies BuildOptions

/**
 * Writes the bundle.
 * @param root folder of the project
 * @param outdir where the files go
 * @returns sizes in bytes by file name
 */
export const buildApp = async (root: string, outdir = join(root, 'dist')): Promise<Record<string, number>> => {
  const found = await survey(root)
  const names = shortNames(found)
  const given = [...names].map(([module, short]) => exported(`./${module}`, short, true))
  const entries = {
    main: [`import './${entry}'`, ...given].join('\n'),
    ...Object.fromEntries([...found.targets].map(([file, modules]) => [file, slots(modules)])),
  }
  const options = bundleOptions(root, outdir)
  const plugins = [loadOnFirstUse(root, found), writtenEntries(root, entries)]
  const main = await build({ ...options, entryPoints: entryPoints(['main']), plugins })
  const others = await build({
    ...options,
    entryPoints: {
      ...entryPoints(found.targets.keys()),
      'core-xml': '@azure/core-xml',
      ...Object.fromEntries([...found.packages].map(([name, file]) => [file, name])),
    },
    plugins: [takeFromMain(root, names), ...plugins],
  })
  writeFiles(outdir, [...main.outputFiles, ...others.outputFiles])
  return Object.fromEntries(
    Object.entries({ ...main.metafile.outputs, ...others.metafile.outputs })
      .filter(([name]) => name.endsWith('.cjs'))
      .map(([name, { bytes }]) => [relative(relative(root, outdir), name), bytes]),
  )
}
