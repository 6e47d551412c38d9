// Finds out what stands in which file of the bundle. Every module of our own stands in exactly one: in the main file if the
// start needs it, in the common file if several of the others do, else in the file that is loaded with it. So no class, no
// state and no words are there twice.

import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild'
import { given, shortNames } from './short-names.ts'

export const entry = 'functions/index.ts'

/** What is loaded on first use, and the file it stands in. Everything else that is imported dynamically stands in `pages`. */
const files: Readonly<Record<string, string>> = {
  'functions/workers.ts': 'workers',
  'functions/stores.ts': 'common',
  'shared/platform/open-table.ts': 'tables',
  '@azure/service-bus': 'service-bus',
  '@azure/identity': 'identity',
  '@sendgrid/mail': 'send-grid',
}
const otherwise = 'pages'

/** What a table loads on first use, by the table: the code of jobs stands with the work of queues. */
const filesOfTables: Readonly<Record<string, string>> = { 'functions/timers.ts': 'workers' }

export type Survey = {
  /** Modules of our own that are imported dynamically, by the file they stand in. */
  readonly targets: ReadonlyMap<string, readonly string[]>
  /** Packages that are imported dynamically, by the file they stand in. */
  readonly packages: ReadonlyMap<string, string>
  /** What other files take from the main and the common one: names by module. */
  readonly held: Readonly<Record<Holder, ReadonlyMap<string, readonly string[]>>>
}

export type Holder = 'main' | 'common'

const draft = (root: string): BuildOptions & { metafile: true; write: false } => ({
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

/** The name of a module's slot in its file: its path, as a literal. */
export const slotOf = (module: string): string => JSON.stringify(module.replace(/\.ts$/, ''))

/** An entry that has each module in a slot of its own. */
export const slots = (modules: readonly string[]): string =>
  modules.map((module) => `export * as ${slotOf(module)} from './${module}'`).join('\n')

const pathPrefix = 'entry:'

/** Entries that are written here instead of in a file. */
export const writtenEntries = (root: string, entries: Readonly<Record<string, string>>): Plugin => ({
  name: 'written-entries',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^entry:/ }, ({ path }) => ({ path: path.slice(pathPrefix.length), namespace: 'entry' }))
    onLoad({ filter: /./, namespace: 'entry' }, ({ path }) => ({
      contents: entries[path] ?? '',
      loader: 'ts',
      resolveDir: root,
    }))
  },
})

/** The names of written entries as esbuild takes them. */
export const entryPoints = (names: Iterable<string>): Record<string, string> =>
  Object.fromEntries([...names].map((name) => [name, pathPrefix + name]))

/** Leaves own modules out of a draft, so that only their names stand in it. */
const leaveOut = (root: string, isLeftOut: (module: string, isDynamic: boolean) => boolean): Plugin => ({
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
const dynamicImports = ({ inputs }: Metafile): Map<string, string> =>
  new Map(
    Object.entries(inputs).flatMap(([importer, { imports }]) =>
      imports.filter(({ kind }) => kind === 'dynamic-import').map(({ path }) => [path, importer] as const),
    ),
  )

/** The modules that leave something in each output, by the output's name. */
const modulesOf = ({ outputs }: Metafile): Map<string, string[]> =>
  new Map(
    Object.entries(outputs).map(([path, { inputs }]) => [
      path.replace(/^draft\/|\.js$/g, ''),
      Object.entries(inputs).flatMap(([module, { bytesInOutput }]) => (bytesInOutput > 0 ? [module] : [])),
    ]),
  )

const leftOutImport = /\bimport\s*(?:\{([^}]*)\}|(\*[^"]*|[\w$][^"{]*))\s*from\s*"left-out:([^"]+)"/g

/** The names that a draft imports from modules that were left out. @throws Error for an import of a whole module */
const namesIn = (text: string): [module: string, name: string][] =>
  [...text.matchAll(leftOutImport)].flatMap(([, names, whole, module = '']) => {
    if (names === undefined) throw new Error(`${module} is imported as a whole (${whole}); name what is needed.`)
    return names
      .split(',')
      .map((name): [string, string] => [module, name.trim().split(/\s+as\s+/)[0] ?? ''])
      .filter(([, name]) => name !== '')
  })

const grouped = <Value>(pairs: Iterable<readonly [string, Value]>): Map<string, Value[]> => {
  const groups = new Map<string, Value[]>()
  for (const [key, value] of pairs) groups.set(key, [...(groups.get(key) ?? []), value])
  return groups
}

/** Names by module, each once, in the order of the alphabet. */
const sorted = (pairs: readonly (readonly [module: string, name: string])[]): Map<string, string[]> =>
  new Map([...grouped(pairs)].sort().map(([module, names]) => [module, [...new Set(names)].sort()]))

/**
 * Reads the sources.
 * @param root folder of the project
 * @throws Error when something that is loaded on first use has no file, or a file nothing that is loaded
 */
export const survey = async (root: string): Promise<Survey> => {
  const { metafile } = await build({ ...draft(root), entryPoints: [entry] })
  const importers = dynamicImports(metafile)
  const found = [...importers.keys()].sort()
  const fileOf = (name: string) => files[name] ?? filesOfTables[importers.get(name) ?? ''] ?? otherwise
  const unused = Object.keys(files).filter((name) => !found.includes(name))
  if (unused.length > 0) throw new Error(`Nothing loads ${unused.join(', ')} on first use any more.`)
  const isOwn = (name: string) => name in metafile.inputs
  const homeless = found.filter((name) => !isOwn(name) && !(name in files))
  if (homeless.length > 0) throw new Error(`Say in which file ${homeless.join(', ')} stands.`)

  const targets = grouped(found.filter(isOwn).map((name) => [fileOf(name), name] as const))
  const entries = Object.fromEntries([...targets].map(([file, modules]) => [file, slots(modules)]))
  const whole = await build({
    ...draft(root),
    entryPoints: { main: entry, ...entryPoints(targets.keys()) },
    plugins: [writtenEntries(root, entries), leaveOut(root, (_, isDynamic) => isDynamic)],
  })
  const { main = [], ...others } = Object.fromEntries(modulesOf(whole.metafile))
  const eager = found.filter((name) => main.includes(name))
  if (eager.length > 0) throw new Error(`${eager.join(', ')}: loaded with the app, and on first use as well.`)
  const uses = grouped(Object.entries(others).flatMap(([file, modules]) => modules.map((one) => [one, file] as const)))
  const holderOf = (module: string): Holder | undefined => {
    if (!isOwn(module)) return undefined
    if (main.includes(module)) return 'main'
    return (uses.get(module)?.length ?? 0) > 1 ? 'common' : undefined
  }

  const takers = [...targets.keys()].filter((file) => file !== 'common')
  const parts = await build({
    ...draft(root),
    entryPoints: entryPoints(takers),
    plugins: [writtenEntries(root, entries), leaveOut(root, (module, isDynamic) => isDynamic || !!holderOf(module))],
  })
  const taken = parts.outputFiles.flatMap(({ text }) => namesIn(text))
  const common = sorted(taken.filter(([module]) => holderOf(module) === 'common'))
  const commonEntry = `${entries['common'] ?? ''}\n${given(shortNames(common))}`
  const middle = await build({
    ...draft(root),
    entryPoints: entryPoints(['common']),
    plugins: [
      writtenEntries(root, { common: commonEntry }),
      leaveOut(root, (module, isDynamic) => isDynamic || holderOf(module) === 'main'),
    ],
  })
  const ofMain = taken.filter(([module]) => holderOf(module) === 'main')
  return {
    targets,
    packages: new Map(found.filter((name) => !isOwn(name)).map((name) => [name, fileOf(name)])),
    held: { main: sorted([...ofMain, ...middle.outputFiles.flatMap(({ text }) => namesIn(text))]), common },
  }
}
