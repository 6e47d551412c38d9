// What a draft of the bundle tells: which modules stand in which output, and which names are taken from what is left out of it.

import type { BuildOptions, Metafile, Plugin } from 'esbuild'

export const draft = (root: string): BuildOptions & { metafile: true; write: false } => ({
  absWorkingDir: root,
  outdir: 'draft',
  bundle: true,
  packages: 'external',
  format: 'esm',
  platform: 'node',
  metafile: true,
  write: false,
  logLevel: 'error',
})

/** Leaves own modules out of a draft, so that only their names stand in it. */
export const leaveOut = (root: string, isLeftOut: (module: string, isDynamic: boolean) => boolean): Plugin => ({
  name: 'leave-out',
  setup: ({ onResolve, resolve }) => {
    onResolve({ filter: /^\./ }, async ({ path, kind, pluginData, resolveDir, importer }) => {
      if (pluginData === 'resolving') return undefined
      const found = await resolve(path, { kind, resolveDir, importer, pluginData: 'resolving' })
      if (found.errors.length > 0) return { errors: found.errors }
      const module = found.path.slice(root.length + 1)
      return isLeftOut(module, kind === 'dynamic-import') ? { path: `left-out:${module}`, external: true } : undefined
    })
  },
})

/** What is imported dynamically, with a module that does so. */
export const dynamicImports = ({ inputs }: Metafile): Map<string, string> =>
  new Map(
    Object.entries(inputs).flatMap(([importer, { imports }]) =>
      imports.filter(({ kind }) => kind === 'dynamic-import').map(({ path }) => [path, importer] as const),
    ),
  )

/** The modules that leave something in each output, by the output's name. */
export const modulesOf = ({ outputs }: Metafile): Map<string, string[]> =>
  new Map(
    Object.entries(outputs).map(([path, { inputs }]) => [
      path.replace(/^draft\/|\.js$/g, ''),
      Object.entries(inputs).flatMap(([module, { bytesInOutput }]) => (bytesInOutput > 0 ? [module] : [])),
    ]),
  )

const leftOutImport = /\bimport\s*(?:\{([^}]*)\}|(\*[^"]*|[\w$][^"{]*))\s*from\s*"left-out:([^"]+)"/g

/** The names that a draft imports from modules that were left out. @throws Error for an import of a whole module */
export const namesIn = (text: string): [module: string, name: string][] =>
  [...text.matchAll(leftOutImport)].flatMap(([, names, whole, module = '']) => {
    if (names === undefined) throw new Error(`${module} is imported as a whole (${whole}); name what is needed.`)
    return names
      .split(',')
      .map((name): [string, string] => [module, name.trim().split(/\s+as\s+/)[0] ?? ''])
      .filter(([, name]) => name !== '')
  })

export const grouped = <Value>(pairs: Iterable<readonly [string, Value]>): Map<string, Value[]> => {
  const groups = new Map<string, Value[]>()
  for (const [key, value] of pairs) groups.set(key, [...(groups.get(key) ?? []), value])
  return groups
}

/** Names by module, each once, in the order of the alphabet. */
export const sorted = (pairs: readonly (readonly [module: string, name: string])[]): Map<string, string[]> =>
  new Map([...grouped(pairs)].sort().map(([module, names]) => [module, [...new Set(names)].sort()]))
