// Loads the files named by `main` of the app's package.json into the app process, as the Node.js worker does.
import { globSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { extname, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'

export class LoadError extends Error {
  readonly file: string | undefined
  constructor(message: string, file?: string, options?: ErrorOptions) {
    super(message, options)
    this.file = file
  }
}

/**
 * The files that a `main` glob names, sorted by path. Braces, `*` and `**` work as in the worker
 * (https://github.com/Azure/azure-functions-nodejs-worker/blob/main/src/startApp.ts).
 */
export const entryFiles = (appFolder: string, main: string): string[] => {
  const pattern = main.replace(/^\.\//, '')
  // A set in braces is expanded by hand, because its order says what is loaded first.
  const patterns = expandBraces(pattern)
  const files = patterns.flatMap((one) => globSync(one, { cwd: appFolder }).sort())
  // A folder that fits the glob is no file to load.
  return [...new Set(files)].map((file) => join(appFolder, file)).filter((file) => statSync(file).isFile())
}

const expandBraces = (pattern: string): string[] => {
  const match = /^([^{]*)\{([^{}]*)\}(.*)$/.exec(pattern)
  if (!match) return [pattern]
  const [, before = '', choices = '', after = ''] = match
  return choices.split(',').flatMap((choice) => expandBraces(`${before}${choice}${after}`))
}

/**
 * Loads one file after another; `.mjs`, and `.js` under `"type": "module"`, as ES modules, everything else by `require`.
 * @throws LoadError naming the file, when one of them throws
 */
export const loadApp = async (appFolder: string): Promise<void> => {
  const manifest: { main?: string; type?: string } = JSON.parse(readFileSync(join(appFolder, 'package.json'), 'utf8'))
  const require = createRequire(join(appFolder, 'package.json'))
  for (const file of entryFiles(appFolder, manifest.main ?? '')) {
    const extension = extname(file)
    const isModule = extension === '.mjs' || (manifest.type === 'module' && extension !== '.cjs')
    try {
      if (isModule) await import(pathToFileURL(file).href)
      else require(file)
    } catch (error) {
      const name = relative(appFolder, file)
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error)
      throw new LoadError(reason, name, { cause: error })
    }
  }
}
