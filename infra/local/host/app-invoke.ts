// One call of a function inside the app process: the worker's sequence of model, hooks, handler and response.
import type { Answers } from './app-answers.ts'
import type { Core, CoreContext, HookContext, HookName, Log } from './core-module.ts'
import type { Invocation, InvocationResponse, TypedData } from './protocol.ts'

const fixed = (name: string) => () => {
  throw new TypeError(`Cannot assign to read only property '${name}'`)
}

/** Runs the hooks of one kind, in the order of their registration; a throwing hook ends the sequence. */
export const runHooks = async (core: Core, name: HookName, context: HookContext): Promise<void> => {
  for (const hook of [...core.hooks[name]]) await hook(context)
}

const readOnly = (context: HookContext, values: Record<string, unknown>): HookContext => {
  for (const [name, value] of Object.entries(values)) {
    Object.defineProperty(context, name, { enumerable: true, get: () => value, set: fixed(name) })
  }
  return context
}

const decoded = (data: TypedData, body: Buffer | undefined): TypedData => {
  if (data.http) return body ? { http: { ...data.http, body: { bytes: body } } } : data
  if (data.collectionBytes) {
    const bytes = data.collectionBytes.bytes.map(({ base64 }) => Buffer.from(base64, 'base64'))
    return { collectionBytes: { bytes } } as unknown as TypedData
  }
  return data.bytes && 'base64' in data.bytes ? { bytes: Buffer.from(data.bytes.base64, 'base64') } : data
}

/** What the hooks of this app process share: everywhere, and among appStart and appTerminate. */
const appHookData: Record<string, unknown> = {}
const appLevelHookData: Record<string, unknown> = {}

/** The context of the hooks appStart and appTerminate. */
export const appContext = (): HookContext =>
  readOnly({}, { hookData: appLevelHookData, appHookData, functionAppDirectory: process.cwd() })

const logger = (core: Core, log: Log, call: Invocation, invocationContext: () => unknown): CoreContext['log'] => {
  return (level, category, message) => {
    if (core.hooks.log.length === 0) return log(level, category, message, call)
    const context = readOnly({ level, category, message }, { invocationContext: invocationContext() })
    // A log hook is called synchronously and may change the level and the text.
    for (const hook of core.hooks.log) hook(context)
    log(context['level'] as typeof level, category, String(context['message']), call)
  }
}

/**
 * Runs one invocation.
 * Sequence: https://github.com/Azure/azure-functions-nodejs-worker/blob/main/src/eventHandlers/InvocationHandler.ts
 * @throws what the handler or a hook threw, or what the library says of an unusable result
 */
export const invoke = async (
  core: Core,
  log: Log,
  answers: Answers,
  call: Invocation,
  body?: Buffer,
): Promise<InvocationResponse> => {
  const registered = core.functions.get(call.name)
  const model = core.model()
  if (!registered || !model) throw new Error(`Function code for '${call.name}' is not loaded and cannot be invoked.`)
  let context: unknown
  const coreContext: CoreContext = {
    invocationId: call.id,
    request: {
      invocationId: call.id,
      inputData: [{ name: call.input.name, data: decoded(call.input.data, body) }],
      triggerMetadata: call.triggerMetadata,
      traceContext: { traceParent: call.traceParent, traceState: call.traceState ?? '' },
      retryContext: call.retry,
    },
    metadata: registered.metadata,
    state: undefined,
    log: logger(core, log, call, () => context),
  }
  const invocation = await model.getInvocationModel(coreContext)
  const given = await invocation.getArguments()
  context = given.context

  const shared = { hookData: {}, appHookData, invocationContext: context }
  const before = readOnly({ functionCallback: registered.handler, inputs: given.inputs }, shared)
  coreContext.state = 'preInvocationHooks'
  await runHooks(core, 'preInvocation', before)
  const inputs = before['inputs'] as unknown[]

  const after = readOnly({ inputs, result: null, error: null }, shared)
  coreContext.state = 'invocation'
  try {
    after['result'] = await invocation.invokeFunction(
      context,
      inputs,
      before['functionCallback'] as typeof registered.handler,
    )
  } catch (error) {
    // A rejection without a value is a failure too.
    after['error'] = error ?? new Error('Unknown error')
  }
  coreContext.state = 'postInvocationHooks'
  await runHooks(core, 'postInvocation', after)
  coreContext.state = undefined
  if (after['error'] !== null && after['error'] !== undefined) throw after['error']
  /** What is left of a response whose client has gone: the messages that the function sends. */
  const withoutAnswer = async (): Promise<InvocationResponse> => {
    const { bindings } = registered.metadata
    const others = Object.fromEntries(Object.entries(bindings).filter(([, { type }]) => type !== 'http'))
    const rest = await model.getInvocationModel({
      ...coreContext,
      metadata: { ...registered.metadata, bindings: others },
    })
    return rest.getResponse(context, undefined)
  }
  return Promise.race([invocation.getResponse(context, after['result']), answers.isLeft(call.id).then(withoutAnswer)])
}
