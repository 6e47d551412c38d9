// npm start: builds the app, starts its neighbours and the functions host, prints one line with the addresses, and ends
// everything with Ctrl-C.

import { rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { aboutSetting } from '../../../functions/described-settings.ts'
import { readSettings, settings as settingsTable } from '../../../functions/settings.ts'
import { linkTo } from '../../../shared/domain/link-to.ts'
import { buildApp } from '../build/build.ts'
import { startHost } from '../host/host.ts'
import { endWithParent } from '../parent-watch.ts'
import { localSecrets, localSettings, localSignIn } from './local-settings.ts'
import { insteadOfShop, shopSite, startLocalShop } from './local-shop.ts'
import { installLocally, startNeighbours, startWithoutSales } from './neighbours.ts'
import { readPorts, takenPort } from './ports.ts'
import { takeFolder } from './run-file.ts'
import { unknownSettings } from './unknown-settings.ts'

const root = resolve(import.meta.dirname, '..', '..', '..')
/** An end in order waits for calls under way, for the app's own end and for the last copy of storage. */
const endWithinMs = 45_000
const say = (line: string): void => console.log(line)
if (process.connected !== undefined) endWithParent(process.ppid, endWithinMs)
// Whoever read the lines may be gone; what runs here goes on, and ends in order when it is told to.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)

/** What `npm start` itself reads from the environment; it begins like settings and is none. */
const ownVariables = ['LOCAL_STATE', ...Object.keys(readPorts({}))]

/** Removes what earlier starts left in the folder, and nothing else: LOCAL_STATE may name any folder. */
const forgetState = (folder: string): void => {
  for (const name of ['azurite', 'service-bus', 'sales', 'inbox', 'shop', 'secrets.json', 'host-keys.json'])
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
  const instead = insteadOfShop(process.env)
  const isWithSales = process.env['APPROVAL_DESK'] !== 'headquarters'
  const { SHOP_PORT, SALES_PORT, ...others } = ports
  const taken = await takenPort({
    ...others,
    ...(instead === undefined ? { SHOP_PORT } : {}),
    ...(isWithSales ? { SALES_PORT } : {}),
  })
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
  // Whoever started this may be gone already, and nobody would tell again.
  if (process.connected === false) stop()

  try {
    say('Building the app…')
    await buildApp(root)
    const neighbourPorts = {
      blob: ports.AZURITE_BLOB_PORT,
      queue: ports.AZURITE_QUEUE_PORT,
      table: ports.AZURITE_TABLE_PORT,
      serviceBus: ports.SERVICEBUS_PORT,
      sales: SALES_PORT,
      inbox: ports.INBOX_PORT,
    }
    const options = { folder, say, onLost: lost }
    // Sellers here see what headquarters made of a decision also where it was closed.
    const ofSales = { traits: { closedRowsTakeColumns: true } }
    const running: Awaited<ReturnType<typeof startWithoutSales>> & { readonly sales?: { readonly url: string } } =
      isWithSales
        ? await startNeighbours(neighbourPorts, { ...options, sales: ofSales })
        : await startWithoutSales(neighbourPorts, options)
    closers.push(running.close)
    if (!running.sales) say('Sales is not started: APPROVAL_DESK says that headquarters decides.')
    const publicUrl = `http://127.0.0.1:${ports.FUNCTIONS_PORT}`
    const secrets = localSecrets(folder)
    if (running.sales)
      await installLocally(
        running.sales.url,
        publicUrl + linkTo('ReceiveSalesEvent', {}),
        secrets.salesEventKey,
        process.env,
      )
    const shop = instead === undefined ? shopSite(SHOP_PORT, secrets) : undefined
    if (instead !== undefined) say(`The example shop is not started: ${instead} says which sites there are.`)
    const settings = localSettings(
      {
        storage: running.storage,
        serviceBus: running.serviceBus.connectionString,
        salesUrl: running.sales?.url ?? '',
        inboxUrl: running.inbox.url,
        publicUrl,
        ...(shop ? { shop } : {}),
      },
      secrets,
      enableAuth,
      process.env,
    )
    const known = [...settingsTable.map(({ name }) => name), ...ownVariables]
    for (const sentence of unknownSettings(process.env, known)) say(sentence)
    // The app would say the same in fewer words.
    readSettings(settings, aboutSetting)
    if (shop) {
      say('Starting the example shop…')
      const started = await startLocalShop(shop, {
        appUrl: publicUrl,
        inboxUrl: running.inbox.url,
        folder: join(folder, 'shop'),
        say,
      })
      closers.push(started.close)
    }
    const where = `${running.sales ? `Sales: ${running.sales.url}/  ` : ''}Inbox: ${running.inbox.url}/${shop ? `  Shop: ${shop.origin}/` : ''}`
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
