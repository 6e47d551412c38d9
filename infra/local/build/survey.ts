// Finds out what stands in which file of the bundle. Every module of our own stands in exactly one: in the main file if the
// start needs it, in the common file if several of the others do, else in the file that is loaded with it. So no class, no
// state and no words are there twice.

import { isDeepStrictEqual } from 'node:util'
import { build, type Metafile, type Plugin } from 'esbuild'
import { draft, dynamicImports, grouped, leaveOut, modulesOf, namesIn, sorted } from './drafts.ts'
import { given, shortNames } from './short-names.ts'

export const entry = 'functions/index.ts'

/** What is loaded on first use, and the file it stands in. Everything else that is imported dynamically stands in `pages`. */
const files: Readonly<Record<string, string>> = {
  'functions/workers.ts': 'workers',
  'functions/site-services.ts': 'sites',
  'functions/stores.ts': 'common',
  'functions/queue-client.ts': 'common',
  'functions/refusals.ts': 'common',
  'shared/platform/open-table.ts': 'tables',
}

export type PackageFile = { readonly file: string; readonly entry: string }

/** Packages that are loaded on first use: the file, and what of the package stands in it. */
const packageFiles: Readonly<Record<string, PackageFile>> = {
  '@azure/service-bus': { file: 'service-bus', entry: "export { ServiceBusClient } from '@azure/service-bus'" },
  '@azure/msal-node': { file: 'identity', entry: "export { ManagedIdentityApplication } from '@azure/msal-node'" },
  '@sendgrid/mail': { file: 'send-grid', entry: "module.exports = require('@sendgrid/mail')" },
}
const otherwise = 'pages'

/** What a table loads on first use, by the table: the code of jobs stands with the work of queues. */
const filesOfTables: Readonly<Record<string, string>> = { 'functions/timers.ts': 'workers' }

export type Survey = {
  /** Modules of our own that are imported dynamically, by the file they stand in. */
  readonly targets: ReadonlyMap<string, readonly string[]>
  /** Packages that are imported dynamically, as they stand in a file of their own. */
  readonly packages: ReadonlyMap<string, PackageFile>
  /** What other files take from the main and the common one: names by module. */
  readonly held: Held
}

export type Holder = 'main' | 'common'
type Held = Readonly<Record<Holder, ReadonlyMap<string, readonly string[]>>>

/** The name of a module's slot in its file: short, as the main file names each. */
export const slotOf = (place: number): string => `$${place.toString(36)}`

/** An entry that has each module in a slot of its own. */
export const slots = (modules: readonly string[]): string =>
  modules.map((module, place) => `export * as ${slotOf(place)} from './${module}'`).join('\n')

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

/**
 * What stands in the main and the common file, and is taken from there, when these give to others what `held` says: what a
 * file gives may need more than the file itself does.
 */
const heldBeside = async (
  root: string,
  inputs: Metafile['inputs'],
  targets: Survey['targets'],
  held: Held,
): Promise<Held> => {
  const entries = Object.fromEntries([...targets].map(([file, modules]) => [file, slots(modules)]))
  const withGiven = (start: string, holder: Holder) => `${start}\n${given(shortNames(held[holder]))}`
  const written = { ...entries, main: withGiven(`export * from './${entry}'`, 'main') }
  const all = { ...written, common: withGiven(entries['common'] ?? '', 'common') }
  const whole = await build({
    ...draft(root),
    entryPoints: entryPoints(Object.keys(all)),
    plugins: [writtenEntries(root, all), leaveOut(root, (_, isDynamic) => isDynamic)],
  })
  const { main = [], ...others } = Object.fromEntries(modulesOf(whole.metafile))
  const eager = [...targets.values()].flat().filter((name) => main.includes(name))
  if (eager.length > 0) throw new Error(`${eager.join(', ')}: loaded with the app, and on first use as well.`)
  const uses = grouped(Object.entries(others).flatMap(([file, modules]) => modules.map((one) => [one, file] as const)))
  const holderOf = (module: string): Holder | undefined => {
    if (!(module in inputs)) return undefined
    if (main.includes(module)) return 'main'
    return (uses.get(module)?.length ?? 0) > 1 ? 'common' : undefined
  }

  const parts = await build({
    ...draft(root),
    entryPoints: entryPoints([...targets.keys()].filter((file) => file !== 'common')),
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
  return { main: sorted([...ofMain, ...middle.outputFiles.flatMap(({ text }) => namesIn(text))]), common }
}

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
  const unused = Object.keys({ ...files, ...packageFiles }).filter((name) => !found.includes(name))
  if (unused.length > 0) throw new Error(`Nothing loads ${unused.join(', ')} on first use any more.`)
  const isOwn = (name: string) => name in metafile.inputs
  const homeless = found.filter((name) => !isOwn(name) && !(name in packageFiles))
  if (homeless.length > 0) throw new Error(`Say in which file ${homeless.join(', ')} stands.`)

  const targets = grouped(found.filter(isOwn).map((name) => [fileOf(name), name] as const))
  const packages = new Map(Object.entries(packageFiles))
  const settle = async (held: Held): Promise<Held> => {
    const next = await heldBeside(root, metafile.inputs, targets, held)
    return isDeepStrictEqual(next, held) ? held : settle(next)
  }
  return { targets, packages, held: await settle({ main: new Map(), common: new Map() }) }
}
