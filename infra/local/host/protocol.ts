// The shapes that pass between the host and the app process. They are those of the Functions worker protocol
// (https://github.com/Azure/azure-functions-language-worker-protobuf), reduced to what the Node.js library reads.

export type LogLevel = 'trace' | 'debug' | 'information' | 'warning' | 'error' | 'critical' | 'none'

/** A value for a binding; exactly one member is set. `bytes` of an HTTP body travels beside the message instead. */
export type TypedData = {
  string?: string
  json?: string
  int?: number
  double?: number
  bytes?: Uint8Array | { base64: string }
  http?: HttpData
  collectionString?: { string: string[] }
  collectionBytes?: { bytes: { base64: string }[] }
}

export type HttpData = {
  method?: string
  url?: string
  headers?: Record<string, string>
  params?: Record<string, string>
  query?: Record<string, string>
  body?: TypedData | null
  statusCode?: string
  cookies?: HttpCookie[]
}

type Nullable<T> = { value?: T } | undefined

export type HttpCookie = {
  name?: string
  value?: string
  domain?: Nullable<string>
  path?: Nullable<string>
  expires?: Nullable<{ seconds?: number }>
  secure?: Nullable<boolean>
  httpOnly?: Nullable<boolean>
  sameSite?: 'none' | 'lax' | 'strict' | 'explicitNone'
  maxAge?: Nullable<number>
}

/** A binding as the app registered it; its own options are kept as they are. */
export type Binding = { type: string; direction: 'in' | 'out' | 'inout'; [option: string]: unknown }

export type RetryOptions = {
  retryStrategy?: string
  maxRetryCount?: number
  delayInterval?: { seconds?: number }
  minimumInterval?: { seconds?: number }
  maximumInterval?: { seconds?: number }
}

export type FunctionMetadata = { name: string; bindings: Record<string, Binding>; retryOptions?: RetryOptions }

export type RetryContext = { retryCount: number; maxRetryCount: number; exception?: { message: string } }

/** What one call of a function needs. */
export type Invocation = {
  id: string
  name: string
  input: { name: string; data: TypedData }
  triggerMetadata?: Record<string, TypedData>
  traceParent: string
  traceState?: string
  retry?: RetryContext
}

export type InvocationResponse = { returnValue?: TypedData | null; outputData?: { name: string; data: TypedData }[] }

export type ToApp = { type: 'invoke'; invocation: Invocation } | { type: 'terminate' }

export type FromApp =
  | { type: 'loaded'; functions: FunctionMetadata[]; capabilities: Record<string, string> }
  | { type: 'loadFailed'; file?: string; message: string }
  | { type: 'log'; level: LogLevel; category: 'user' | 'system'; message: string; id?: string; name?: string }
  | { type: 'result'; id: string; response?: InvocationResponse; error?: { message: string; stack?: string } }
