// Ends a host: listeners first, then calls under way, for a bounded time, then the app process.
import type { HostLog } from './host-log.ts'
import type { HttpFront } from './http-server.ts'
import type { Outputs } from './service-bus-output.ts'
import type { Worker } from './worker.ts'

export type Ending = {
  /** Stops the listeners; resolves when their calls are done. */
  readonly drain: () => Promise<void>
  readonly http: HttpFront
  readonly worker: Worker
  readonly outputs: Outputs
  readonly log: HostLog
  /** How long calls under way may take. */
  readonly drainMs: number
}

/** Ends what a host consists of; resolves when nothing of it runs any more. */
export const endInOrder = async ({ drain, http, worker, outputs, log, drainMs }: Ending): Promise<void> => {
  log.write('Host.Startup', 'information', 'Stopping host...')
  const limit = Promise.withResolvers<void>()
  const timer = setTimeout(limit.resolve, drainMs)
  await Promise.race([Promise.all([drain(), http.close(drainMs)]), limit.promise])
  clearTimeout(timer)
  await worker.stop()
  await outputs.close()
  await http.close(0)
  log.write('Host.Startup', 'information', 'Host stopped.')
}
