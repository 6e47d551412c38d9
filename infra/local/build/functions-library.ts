// Takes the Functions library from the sources that its package ships: what it is published as was compiled for Node.js of
// long ago and twice as large, and a cold start reads all of it. What serves tools of language models (MCP) and streams of
// HTTP is left out: the app has no such function and turns streams on nowhere.

import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { type Plugin, transform } from 'esbuild'

const leftOut = [
  'converters/toMcpPromptTriggerOptionsToRpc',
  'converters/toMcpResourceTriggerOptionsToRpc',
  'converters/toMcpToolResult',
  'converters/toMcpToolTriggerOptionsToRpc',
  'mcp/McpPromptArgumentBuilder',
  'mcp/McpToolResponse',
  'mcp/PromptInvocationContext',
  'mcp/sdkCompat',
  'utils/mcpContentMarker',
  'utils/toolProperties',
  'http/httpProxy',
] as const

/** The folder of a package, by what it is required as. */
const folderOf = (name: string, from: string): string => dirname(dirname(createRequire(from).resolve(name)))

/**
 * The sources of the Functions library.
 * @param root folder of the project
 * @returns their folder, and which of its files are left out
 * @throws Error when the package ships no such file, as another version of it may
 */
export const librarySources = (root: string): { readonly folder: string; readonly unused: ReadonlySet<string> } => {
  const folder = join(folderOf('@azure/functions', join(root, 'package.json')), 'src')
  const unused = leftOut.map((name) => `${name}.ts`)
  for (const file of ['index.ts', ...unused])
    if (!existsSync(join(folder, file)))
      throw new Error(`The Functions library ships no source ${file}: look how this version of it stands.`)
  return { folder, unused: new Set(unused) }
}

/** A field without a value is no field of the object there, as in what the package is published as. */
const compiledAsPublished = { compilerOptions: { target: 'es2022', useDefineForClassFields: false } } as const

export const functionsLibrary = (root: string): Plugin => ({
  name: 'functions-library',
  setup: ({ onResolve, onLoad }) => {
    const { folder, unused } = librarySources(root)
    onResolve({ filter: /^@azure\/functions$/ }, () => ({ path: join(folder, 'index.ts') }))
    // Its ES module has one thing to give, and not the names that the sources ask for.
    const base = '@azure/functions-extensions-base'
    onResolve({ filter: /^@azure\/functions-extensions-base$/ }, () => ({
      path: createRequire(join(folder, 'index.ts')).resolve(base),
    }))
    onLoad({ filter: /[\\/]@azure[\\/]functions[\\/]src[\\/].*\.ts$/ }, async ({ path }) => {
      if (unused.has(relative(folder, path).replaceAll('\\', '/')))
        return { contents: 'module.exports = {}', loader: 'js' }
      const { code } = await transform(readFileSync(path, 'utf8'), { loader: 'ts', tsconfigRaw: compiledAsPublished })
      return { contents: code, loader: 'js' }
    })
  },
})
