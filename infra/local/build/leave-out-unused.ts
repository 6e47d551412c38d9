// Leaves out of the Functions library what serves tools of language models (MCP) and streams of HTTP: the app has no such
// function and turns streams on nowhere, and a cold start would read it each time. The library is one file of modules, each
// between two marks.

import { readFileSync } from 'node:fs'
import type { Plugin } from 'esbuild'

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

/** What these modules alone import. */
const imported = ['cookie'] as const

/**
 * The library without these modules: what takes something from them finds nothing there.
 * @param library its text
 * @throws Error when the library has no such module, as another version of it may
 */
export const withoutUnused = (library: string): string =>
  [...leftOut.map((name) => `./src/${name}.ts`), ...imported].reduce((text, name) => {
    const mark = `/***/ "${name}"\n`
    const from = text.indexOf(mark)
    const end = text.indexOf('\n/***/ }', from)
    if (from < 0 || end < 0)
      throw new Error(`The Functions library has no module ${name}: look what of it is not used.`)
    return `${text.slice(0, from + mark.length)}() {${text.slice(end)}`
  }, library)

export const leaveOutUnused: Plugin = {
  name: 'leave-out-unused',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]@azure[\\/]functions[\\/]dist[\\/]azure-functions\.js$/ }, ({ path }) => ({
      contents: withoutUnused(readFileSync(path, 'utf8')),
      loader: 'js',
    }))
  },
}
