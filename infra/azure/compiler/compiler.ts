// Talks to the compiler by JSON-RPC over its standard streams, because a warm compiler answers in a tenth of the time.
// https://github.com/Azure/bicep/tree/main/src/Bicep.RpcClient

import { spawn } from 'node:child_process'

/** What the compiler says of a place: `level` is `Error`, `Warning` or `Info`; lines count from 1. */
export type Diagnostic = {
  readonly source: string
  readonly line: number
  readonly level: string
  readonly code: string
  readonly message: string
}

/** The compiled template as JSON text; absent when there were errors. */
export type Compiled = { readonly contents?: string; readonly diagnostics: readonly Diagnostic[] }

export type Compiler = {
  /** Compiles and lints a template by its absolute path. */
  readonly compile: (path: string) => Promise<Compiled>
  /**
   * What a deployment with these parameters would create, worked out by the genuine deployment engine without Azure:
   * JSON text. What only Azure knows stays an expression. @throws Error when the parameters do not fit
   */
  readonly evaluate: (parametersPath: string) => Promise<string>
  readonly close: () => void
}

type Answer = { readonly id?: number; readonly result?: unknown; readonly error?: { readonly message: string } }
type Waiting = { readonly resolve: (result: unknown) => void; readonly reject: (error: Error) => void }

const separator = '\r\n\r\n'

/** Cuts a stream into messages: a header with the length, an empty line, that many bytes of JSON. */
export const createMessageReader = (take: (message: Answer) => void) => {
  let pending = Buffer.alloc(0)
  return (part: Buffer): void => {
    pending = Buffer.concat([pending, part])
    for (;;) {
      const end = pending.indexOf(separator)
      const length = Number(/Content-Length: (\d+)/i.exec(pending.subarray(0, Math.max(end, 0)).toString())?.[1])
      const start = end + separator.length
      if (end < 0 || pending.length < start + length) return
      take(JSON.parse(pending.subarray(start, start + length).toString()) as Answer)
      pending = pending.subarray(start + length)
    }
  }
}

type RawDiagnostic = Omit<Diagnostic, 'line'> & { readonly range: { readonly start: { readonly line: number } } }

/** Names for a tenant and a subscription that nobody has; a deployment needs some. */
const nowhere = {
  tenantId: '00000000-0000-0000-0000-000000000001',
  subscriptionId: '00000000-0000-0000-0000-000000000002',
  resourceGroup: null,
  location: null,
  deploymentName: 'preview',
}

/** Starts the compiler; `close` ends it. A call fails when the process ends before it answered. */
export const openCompiler = (path: string): Compiler => {
  const child = spawn(path, ['jsonrpc', '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] })
  const waiting = new Map<number, Waiting>()
  let calls = 0
  const failAll = (reason: string) => {
    for (const { reject } of waiting.values()) reject(new Error(reason))
    waiting.clear()
  }
  child.on('error', (error) => failAll(`the compiler could not be started: ${error.message}`))
  child.on('exit', (code) => failAll(`the compiler ended with code ${code}`))
  child.stdin.on('error', () => failAll('the compiler takes no more calls'))
  child.stdout.on(
    'data',
    createMessageReader(({ id = -1, result, error }) => {
      const one = waiting.get(id)
      waiting.delete(id)
      if (error) one?.reject(new Error(error.message))
      else one?.resolve(result)
    }),
  )
  const call = (method: string, params: unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      calls += 1
      waiting.set(calls, { resolve, reject })
      const text = JSON.stringify({ jsonrpc: '2.0', id: calls, method, params: [params] })
      child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}${separator}${text}`)
    })
  return {
    compile: async (template) => {
      const { contents, diagnostics } = (await call('bicep/compile', { path: template })) as {
        contents?: string | null
        diagnostics: readonly RawDiagnostic[]
      }
      return {
        ...(contents ? { contents } : {}),
        diagnostics: diagnostics.map(({ range, ...rest }) => ({ ...rest, line: range.start.line + 1 })),
      }
    },
    evaluate: async (parametersPath) => {
      const request = { path: parametersPath, metadata: nowhere, externalInputs: null }
      const { snapshot } = (await call('bicep/getSnapshot', request)) as { snapshot: string }
      return snapshot
    },
    close: () => {
      child.stdin.end()
      child.kill()
    },
  }
}
