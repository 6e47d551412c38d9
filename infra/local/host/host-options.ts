// What a host is started with and what it offers while it runs.
import type { Keys } from './keys.ts'
import type { SignInOptions } from './sign-in.ts'

export type HostOptions = {
  /** Holds host.json and a package.json with `main`. */
  appFolder: string
  /** 0 takes any free port. */
  port: number
  /** The app's settings; they become the environment of the app process. */
  settings: Record<string, string>
  /** Enforces authorization levels; otherwise every caller is an administrator, as with Core Tools. */
  enableAuth?: boolean
  /** Stands in for App Service authentication; absent = its header goes through as it was sent. */
  signIn?: SignInOptions
  /** Keeps the keys over restarts; without it they live as long as the host. */
  keysFile?: string
  log?: (line: string) => void
  /** How long `close` waits for running calls. */
  drainMs?: number
  /** Called when the app process died too often and the host has given up. */
  onStopped?: (reason: string) => void
}

export type Host = {
  port: number
  url: string
  keys: Keys
  functions: readonly { name: string; type: string; route?: string }[]
  /** Functions that could not be indexed, with the reason. */
  errors: ReadonlyMap<string, string>
  /** Resolves when no invocation is running. */
  idle(): Promise<void>
  /** Stops the listeners, lets running calls finish (bounded), then ends the app process. */
  close(): Promise<void>
  /** Kills the app process; its calls fail and the host starts another one. */
  kill(): void
}
