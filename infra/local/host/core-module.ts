// The module that the Node.js worker gives to `@azure/functions`: its only way to register functions and hooks.
import Module from 'node:module'
import type { FunctionMetadata, Invocation, InvocationResponse, LogLevel } from './protocol.ts'

// biome-ignore lint/complexity/noBannedTypes: a handler's shape is the app's business
type Handler = Function

export type HookContext = Record<string, unknown>
export type Disposable = { dispose(): void }

export type CoreContext = {
  invocationId: string
  request: Record<string, unknown>
  metadata: FunctionMetadata
  state: 'preInvocationHooks' | 'invocation' | 'postInvocationHooks' | undefined
  log(level: LogLevel, category: 'user' | 'system', message: string): void
}

type InvocationModel = {
  getArguments(): Promise<{ context: unknown; inputs: unknown[] }>
  invokeFunction(context: unknown, inputs: unknown[], handler: Handler): Promise<unknown>
  getResponse(context: unknown, result: unknown): Promise<InvocationResponse>
}

export type ProgrammingModel = {
  name: string
  version: string
  getCapabilities(capabilities: Record<string, string>): Promise<Record<string, string>>
  getInvocationModel(context: CoreContext): InvocationModel | Promise<InvocationModel>
}

export type Registered = { metadata: FunctionMetadata; handler: Handler }
export type Log = (
  level: LogLevel,
  category: 'user' | 'system',
  message: string,
  invocation?: Pick<Invocation, 'id' | 'name'>,
) => void

const hookNames = ['appStart', 'appTerminate', 'preInvocation', 'postInvocation', 'log'] as const
export type HookName = (typeof hookNames)[number]

const isHookName = (name: string): name is HookName => (hookNames as readonly string[]).includes(name)

/**
 * Makes `require('@azure/functions-core')` work in this process. As on Azure only `require` is served, not `import`.
 * The worker's own module: https://github.com/Azure/azure-functions-nodejs-worker/blob/main/src/setupCoreModule.ts
 */
export const installCoreModule = (log: Log) => {
  const functions = new Map<string, Registered>()
  const hooks: Record<HookName, ((context: HookContext) => unknown)[]> = {
    appStart: [],
    appTerminate: [],
    preInvocation: [],
    postInvocation: [],
    log: [],
  }
  let model: ProgrammingModel | undefined
  let loading = true

  const core = {
    version: '3.14.1',
    hostVersion: '4.1037.0',
    registerFunction: (metadata: FunctionMetadata, handler: Handler): Disposable => {
      if (!loading) throw new Error('A function can only be registered during app startup.')
      if (functions.has(metadata.name))
        throw new Error(`A function with name "${metadata.name}" has already been registered.`)
      functions.set(metadata.name, { metadata, handler })
      return { dispose: () => void functions.delete(metadata.name) }
    },
    registerHook: (name: string, callback: (context: HookContext) => unknown): Disposable => {
      if (!isHookName(name)) throw new RangeError(`Unrecognized hook "${name}"`)
      hooks[name].push(callback)
      return { dispose: () => void hooks[name].splice(hooks[name].indexOf(callback), 1) }
    },
    setProgrammingModel: (given: ProgrammingModel): void => {
      model = given
    },
    getProgrammingModel: (): ProgrammingModel | undefined => model,
    log: (level: LogLevel, category: 'user' | 'system', message: string): void => log(level, category, message),
    Disposable: class {
      dispose(): void {}
    },
  }

  const loader = Module as unknown as { _load(request: string, parent: unknown, isMain: boolean): unknown }
  const load = loader._load
  loader._load = (request, parent, isMain) =>
    request === '@azure/functions-core' ? core : load.call(loader, request, parent, isMain)

  return {
    functions,
    hooks,
    model: () => model,
    endLoading: () => {
      loading = false
    },
  }
}

export type Core = ReturnType<typeof installCoreModule>
