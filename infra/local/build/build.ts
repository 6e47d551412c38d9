// Bundles the app into the few files that are deployed and that run locally. What most cold starts do not need stands in
// files of its own, loaded on first use: the SDKs, the work of timers and queues, the pages, and the XML parser inside the
// table SDK.

import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { type BuildOptions, build, type OutputFile, type Plugin, transform } from 'esbuild'
import { functionsLibrary } from './functions-library.ts'
import { given, type Names, shortNames } from './short-names.ts'
import { entry, entryPoints, type Holder, type Survey, slotOf, slots, survey, writtenEntries } from './survey.ts'

// Table storage speaks JSON, and the broker AMQP; only calls this app never makes need XML.
const xmlOnFirstUse = `
const load = () => require('./core-xml.cjs')
export const XML_ATTRKEY = '$'
export const XML_CHARKEY = '_'
export const parseXML = (...given) => load().parseXML(...given)
export const stringifyXML = (...given) => load().stringifyXML(...given)
`

/** What stands for modules of the SDKs that are large and that nothing here calls, by the name they are imported by. */
const instead: Readonly<Record<string, string>> = {
  // A third of the mail SDK, with its list of all kinds of files: no mail is sent by a form.
  'form-data': 'module.exports = class {}',
  // Of what cleans markup: no styles are taken, so none are cleaned.
  cssfilter: 'exports.FilterCSS = class {}; exports.getDefaultWhiteList = () => ({})',
  // Signs with a certificate, which no managed identity has.
  jsonwebtoken: 'module.exports = {}',
  // Makes and removes queues: the template does that.
  './serviceBusAtomManagementClient': 'export class ServiceBusAdministrationClient {}',
}

/** Stylesheets are sent as they stand in the bundle, so they stand there without what only their writers read. */
const smallStyles: Plugin = {
  name: 'small-styles',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(readFileSync(path, 'utf8'), { loader: 'css', minify: true, charset: 'utf8' })
      return { contents: code, loader: 'text' }
    })
  },
}

/** Loads from its file what is imported dynamically. */
const loadOnFirstUse = (root: string, { targets, packages }: Survey): Plugin => ({
  name: 'load-on-first-use',
  setup: ({ onResolve, onLoad, resolve }) => {
    const placeOf = new Map(
      [...targets].flatMap(([file, modules]) => modules.map((module, place) => [module, { file, place }] as const)),
    )
    onResolve({ filter: /./ }, async ({ path, kind, importer, resolveDir, pluginData }) => {
      if (path === '@azure/core-xml' && kind !== 'entry-point') return { path, namespace: 'xml-on-first-use' }
      if (Object.hasOwn(instead, path)) return { path, namespace: 'instead' }
      if (path === './core-xml.cjs') return { path, external: true }
      if (kind !== 'dynamic-import' || pluginData === 'resolving') return undefined
      const ofPackage = packages.get(path)
      if (ofPackage) return { path: `./${ofPackage.file}.cjs`, external: true }
      const found = await resolve(path, { kind, resolveDir, importer, pluginData: 'resolving' })
      const module = found.path.slice(root.length + 1)
      return placeOf.has(module) ? { path: module, namespace: 'slot' } : undefined
    })
    onLoad({ filter: /./, namespace: 'xml-on-first-use' }, () => ({ contents: xmlOnFirstUse, loader: 'js' }))
    onLoad({ filter: /./, namespace: 'instead' }, ({ path }) => ({ contents: instead[path] ?? '', loader: 'js' }))
    onLoad({ filter: /./, namespace: 'slot' }, ({ path }) => {
      const { file, place } = placeOf.get(path) ?? {}
      if (place === undefined) throw new Error(`${path} has no place in the bundle.`)
      return { contents: `module.exports = require('./${file}.cjs').${slotOf(place)}`, loader: 'js' }
    })
    onResolve({ filter: /^\.\/[\w-]+\.cjs$/, namespace: 'slot' }, ({ path }) => ({ path, external: true }))
  },
})

/** Takes from another file what stands there. */
const takeFrom = (root: string, file: Holder, names: Names): Plugin => ({
  name: `take-from-${file}`,
  setup: ({ onResolve, onLoad, resolve }) => {
    const namespace = `held-by-${file}`
    onResolve({ filter: /^\./, namespace }, ({ path }) => ({ path, external: true }))
    onResolve({ filter: /^\./ }, async ({ path, kind, importer, resolveDir, pluginData }) => {
      if (kind !== 'import-statement' || pluginData === 'resolving') return undefined
      if (path.endsWith('.cjs')) return undefined
      const found = await resolve(path, { kind, resolveDir, importer, pluginData: 'resolving' })
      const module = found.path.slice(root.length + 1)
      return names.has(module) ? { path: module, namespace } : undefined
    })
    onLoad({ filter: /./, namespace }, ({ path }) => {
      const list = [...(names.get(path) ?? [])].map(([name, short]) => `${short} as ${name}`)
      return { contents: `export { ${list.join(', ')} } from './${file}.cjs'`, loader: 'js' }
    })
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
  const names = { main: shortNames(found.held.main), common: shortNames(found.held.common) }
  const ofTargets = Object.fromEntries([...found.targets].map(([file, modules]) => [file, slots(modules)]))
  const entries = {
    ...ofTargets,
    main: `import './${entry}'\n${given(names.main)}`,
    common: `${ofTargets['common'] ?? ''}\n${given(names.common)}`,
  }
  const ofPackages = Object.fromEntries([...found.packages.values()].map(({ file, entry }) => [file, entry]))
  const options = bundleOptions(root, outdir)
  const plugins = [
    smallStyles,
    functionsLibrary(root),
    loadOnFirstUse(root, found),
    writtenEntries(root, { ...entries, ...ofPackages }),
  ]
  const fromMain = takeFrom(root, 'main', names.main)
  const others = [...found.targets.keys()].filter((file) => file !== 'common')
  const built = [
    await build({ ...options, entryPoints: entryPoints(['main']), plugins }),
    await build({ ...options, entryPoints: entryPoints(['common']), plugins: [fromMain, ...plugins] }),
    await build({
      ...options,
      entryPoints: { ...entryPoints([...others, ...Object.keys(ofPackages)]), 'core-xml': '@azure/core-xml' },
      plugins: [fromMain, takeFrom(root, 'common', names.common), ...plugins],
    }),
  ]
  writeFiles(
    outdir,
    built.flatMap(({ outputFiles }) => outputFiles),
  )
  return Object.fromEntries(
    built
      .flatMap(({ metafile }) => Object.entries(metafile.outputs))
      .filter(([name]) => name.endsWith('.cjs'))
      .map(([name, { bytes }]) => [relative(relative(root, outdir), name), bytes]),
  )
}
