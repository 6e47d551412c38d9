// Bundles the app into the few files that are deployed and that run locally. The SDKs that most cold starts do not need
// stand in files of their own, loaded on first use.

import { join } from 'node:path'
import { build, type Plugin } from 'esbuild'

const lazy: Readonly<Record<string, string>> = {
  '@azure/service-bus': 'service-bus',
  '@azure/identity': 'identity',
  '@sendgrid/mail': 'send-grid',
}

const loadOnFirstUse: Plugin = {
  name: 'load-on-first-use',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^@/ }, ({ path, kind }) =>
      kind === 'dynamic-import' && path in lazy ? { path: `./${lazy[path]}.cjs`, external: true } : undefined,
    )
  },
}

/**
 * Writes the bundle.
 * @param root folder of the project
 * @param outdir where the files go
 * @returns sizes in bytes by file name
 */
export const buildApp = async (root: string, outdir = join(root, 'dist')): Promise<Record<string, number>> => {
  const entries = {
    main: join(root, 'functions', 'index.ts'),
    ...Object.fromEntries(Object.entries(lazy).map(([name, file]) => [file, name])),
  }
  const { metafile } = await build({
    entryPoints: entries,
    absWorkingDir: root,
    outdir,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node22',
    minify: true,
    sourcemap: 'linked',
    sourcesContent: false,
    metafile: true,
    logLevel: 'error',
    // The host makes this module up; it exists nowhere.
    external: ['@azure/functions-core'],
    // The packages' ES module sources can be shaken; their CommonJS ones cannot.
    mainFields: ['module', 'main'],
    conditions: ['import', 'module'],
    supported: { 'dynamic-import': false },
    plugins: [loadOnFirstUse],
  })
  return Object.fromEntries(
    Object.entries(metafile.outputs)
      .filter(([name]) => name.endsWith('.cjs'))
      .map(([name, { bytes }]) => [name.slice(name.lastIndexOf('/') + 1), bytes]),
  )
}
