// npm start: builds the app, starts its neighbours and the functions host, prints one line with the addresses, and ends
// everything with Ctrl-C.

import { rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { settings as settingsTable } from '../../../functions/settings.ts'
import { linkTo } from '../../../shared/domain/link-to.ts'
import { buildApp } from '../build/build.ts'
import { startHost } from '../host/host.ts'
import { localSecrets, localSettings, localSignIn } from './local-settings.ts'
import { installLocally, startNeighbours } from './neighbours.ts'
import { readPorts, takenPort } from './ports.ts'
import { takeFolder } from './run-file.ts'
import { unknownSettings } from './unknown-settings.ts'

const root = resolve(import.meta.dirname, '..', '..', '..')
const say = (line: string): void => console.log(line)
// Whoever read the lines may be gone; what runs here goes on, and ends in order when it is told to.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)

/** What `npm start` itself reads from the environment; it begins like settings and is none. */
const ownVariables = ['LOCAL_STATE', ...Object.keys(readPorts({}))]

/** Removes what earlier starts left in the folder, and nothing else: LOCAL_STATE may name any folder. */
const forgetState = (folder: string): void => {
  for (const name of ['azurite', 'service-bus', 'sales', 'inbox', 'secrets.json', 'host-keys.json'])
    rmSync(join(folder, name), { recursive: true, force: true })
}

const run = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      fresh: { type: 'boolean', default: false },
      'enable-auth': { type: 'boolean', default: false },
      'no-host': { type: 'boolean', default: false },
    },
  })
  const enableAuth = values['enable-auth']
  const ports = readPorts(process.env)
  const folder = resolve(root, process.env['LOCAL_STATE'] || '.local')
  const { owner, giveBack } = await takeFolder(folder)
  if (owner !== undefined)
    throw new Error(
      `npm start is already running on ${folder} (process ${owner}). Stop it with Ctrl-C there, or set LOCAL_STATE and the ports to run another one.`,
    )
  const taken = await takenPort(ports)
  if (taken) {
    giveBack()
    throw new Error(`Port ${taken.port} is taken by another program; set ${taken.name} to a free port.`)
  }
  if (values.fresh) forgetState(folder)
  const closers: (() => Promise<void>)[] = []
  let ending = false
  const end = async (code: number): Promise<void> => {
    if (ending) return
    ending = true
    for (const close of closers.reverse()) await close().catch((error: unknown) => console.error(String(error)))
    giveBack()
    process.exit(code)
  }
  const stop = () => {
    if (!ending) say('Stopping…')
    void end(0)
  }
  const lost = (reason: string) => {
    console.error(reason)
    void end(1)
  }
  // SIGHUP: the terminal was closed. Disconnected: whoever started this is gone, and nobody else could end it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  process.on('disconnect', stop)

  try {
    say('Building the app…')
    await buildApp(root)
    const running = await startNeighbours(
      {
        blob: ports.AZURITE_BLOB_PORT,
        queue: ports.AZURITE_QUEUE_PORT,
        table: ports.AZURITE_TABLE_PORT,
        serviceBus: ports.SERVICEBUS_PORT,
        sales: ports.SALES_PORT,
        inbox: ports.INBOX_PORT,
      },
      { folder, say, onLost: lost },
    )
    closers.push(running.close)
    const publicUrl = `http://127.0.0.1:${ports.FUNCTIONS_PORT}`
    const secrets = localSecrets(folder)
    await installLocally(running.sales.url, publicUrl + linkTo('ReceiveSalesEvent', {}), secrets.salesEventKey)
    const settings = localSettings(
      {
        storage: running.storage,
        serviceBus: running.serviceBus.connectionString,
        salesUrl: running.sales.url,
        inboxUrl: running.inbox.url,
        publicUrl,
      },
      secrets,
      enableAuth,
      process.env,
    )
    const known = [...settingsTable.map(({ name }) => name), ...ownVariables]
    for (const sentence of unknownSettings(process.env, known)) say(sentence)
    const where = `Sales: ${running.sales.url}/  Inbox: ${running.inbox.url}/`
    if (values['no-host']) {
      const file = { IsEncrypted: false, Values: settings, Host: { LocalHttpPort: ports.FUNCTIONS_PORT } }
      writeFileSync(join(root, 'local.settings.json'), `${JSON.stringify(file, undefined, 2)}\n`)
      say(`Ready for a functions host: local.settings.json is written; run "func start" in another terminal.  ${where}`)
      return
    }
    say('Starting the functions host…')
    const host = await startHost({
      appFolder: root,
      port: ports.FUNCTIONS_PORT,
      settings,
      enableAuth,
      ...(enableAuth ? { signIn: localSignIn } : {}),
      keysFile: join(folder, 'host-keys.json'),
      log: say,
      onStopped: lost,
    })
    closers.push(() => host.close())
    if (enableAuth) say(`Master key: ${host.keys.master}`)
    say(`Ready  B2B site: ${publicUrl}/  Headquarters: ${publicUrl}${linkTo('HeadquartersPage', {})}  ${where}`)
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    await end(1)
  }
}

run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error))
  process.exit(1)
})
