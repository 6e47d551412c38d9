// `npm run host -- <app folder> [--port N] [--enable-auth]`: runs a function app until Ctrl-C.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { endWithParent } from '../parent-watch.ts'
import { localSettings } from './environment.ts'
import { startHost } from './host.ts'

const usage = 'usage: npm run host -- <app folder> [--port N] [--enable-auth]'

/** Takes away what only the platform may say of a caller; which roles an app has is not known here. */
const anyApp = { tenantId: '', roles: [], protectedPath: '/.auth' }

/** An end in order waits for calls under way, and for the app's own end. */
const endWithinMs = 30_000

const say = (line: string): void => {
  process.stdout.write(line === '' || line.startsWith('\t') ? `${line}\n` : `[${new Date().toISOString()}] ${line}\n`)
}

if (process.connected !== undefined) endWithParent(process.ppid, endWithinMs)
// Whoever read the lines may be gone; the app goes on, and ends in order when it is told to.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)

const run = async (): Promise<void> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { port: { type: 'string', default: '7071' }, 'enable-auth': { type: 'boolean', default: false } },
  })
  const [folder = '.'] = positionals
  const port = Number(values.port)
  if (positionals.length > 1 || !Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(usage)
  const appFolder = resolve(folder)
  const host = await startHost({
    appFolder,
    port,
    settings: localSettings(appFolder, process.env),
    enableAuth: values['enable-auth'],
    ...(values['enable-auth'] ? { signIn: anyApp } : {}),
    log: say,
    onStopped: () => process.exit(1),
  })
  if (values['enable-auth']) say(`Master key: ${host.keys.master}`)
  const end = (): void => {
    host.close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`)
        process.exit(1)
      },
    )
  }
  // SIGHUP: the terminal was closed. Disconnected: whoever started this is gone, and nobody else could end it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
  process.on('disconnect', end)
  // Whoever started this may be gone already, and nobody would tell again.
  if (process.connected === false) end()
}

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
