// Bundles the app into the few files that are deployed and that run locally. What most cold starts do not need stands in
// files of its own, loaded on first use: the SDKs, the
// work of timers and queues, the pages, and the XML parser inside the table SDK.

import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { build, type OutputFile, type Plugin } from 'esbuild'

const lazyPackages: Readonly<Record<string, string>> = {
  '@azure/service-bus': 'service-bus',
  '@azure/identity': 'identity',
  '@sendgrid/mail': 'send-grid',
}

const pageFolders = ['shared/channel/pages', 'shared/headquarters/pages']
const isPage = /\/pages\/[\w-]+\.ts$|\/(stylesheet|open-api)\.ts$/
const isPageFile = /\.ts$/

// Table storage speaks JSON; only calls this app never makes need XML.
const xmlOnFirstUse = `
const load = () => require('./core-xml.cjs')
export const XML_ATTRKEY = '$'
export const XML_CHARKEY = '_'
export const parseXML = (...given) => load().parseXML(...given)
export const stringifyXML = (...given) => load().stringifyXML(...given)
`

const loadOnFirstUse = (root: string): Plugin => ({
  name: 'load-on-first-use',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /./ }, ({ path, kind, importer }) => {
      if (kind === 'dynamic-import' && path in lazyPackages)
        return { path: `./${lazyPackages[path]}.cjs`, external: true }
      if (kind === 'dynamic-import' && isPage.test(path)) return { path: './pages.cjs', external: true }
      if (kind === 'dynamic-import' && path === './workers.ts') return { path: './workers.cjs', external: true }
      if (kind === 'dynamic-import' && path.endsWith('/open-table.ts')) return { path: './tables.cjs', external: true }
      if (path === '@azure/core-xml' && importer.includes('data-tables')) return { path, namespace: 'xml-on-first-use' }
      if (path === 'virtual:pages') return { path, namespace: 'all-pages' }
      return path === './core-xml.cjs' ? { path, external: true } : undefined
    })
    onLoad({ filter: /./, namespace: 'xml-on-first-use' }, () => ({ contents: xmlOnFirstUse, loader: 'js' }))
    onLoad({ filter: /./, namespace: 'all-pages' }, () => {
      const files = pageFolders.flatMap((folder) =>
        readdirSync(join(root, folder))
          .filter((file) => isPageFile.test(file))
          .map((file) => `./${folder}/${file}`),
      )
      const contents = [...files, './shared/platform/stylesheet.ts', './functions/open-api.ts']
        .map((file) => `export * from '${file}'`)
        .join('\n')
      return { contents, loader: 'ts', resolveDir: root }
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

/**
 * Writes the bundle.
 * @param root folder of the project
 * @param outdir where the files go
 * @returns sizes in bytes by file name
 */
export const buildApp = async (root: string, outdir = join(root, 'dist')): Promise<Record<string, number>> => {
  const packages = Object.entries(lazyPackages).map(([name, file]) => [file, name])
  const { metafile, outputFiles } = await build({
    entryPoints: {
      main: join(root, 'functions', 'index.ts'),
      workers: join(root, 'functions', 'workers.ts'),
      pages: 'virtual:pages',
      tables: join(root, 'shared', 'platform', 'open-table.ts'),
      'core-xml': '@azure/core-xml',
      ...Object.fromEntries(packages),
    },
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
    plugins: [loadOnFirstUse(root)],
  })
  writeFiles(outdir, outputFiles)
  return Object.fromEntries(
    Object.entries(metafile.outputs)
      .filter(([name]) => name.endsWith('.cjs'))
      .map(([name, { bytes }]) => [relative(relative(root, outdir), name), bytes]),
  )
}
