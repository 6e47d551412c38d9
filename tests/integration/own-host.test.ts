// A page of the web whose name resolves to this machine reaches none of the stand-ins and not the admin API.
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startInbox } from '../../infra/local/inbox/inbox.ts'
import { startSales } from '../../infra/local/sales/sales.ts'
import { startAzurite } from '../../infra/local/storage/azurite.ts'
import { aShop } from '../support/shop-stage.ts'
import { fixtureApp, openHost } from './host-support.ts'

const foreign = [
  'evil.example',
  'evil.example:80',
  '127.0.0.1.evil.example',
  'localhost.evil.example',
  '169.254.169.254',
  '0.0.0.0',
]
const own = (port: number) => [
  `127.0.0.1:${port}`,
  `localhost:${port}`,
  `LOCALHOST:${port}`,
  `[::1]:${port}`,
  'localhost',
]

const refused = '400 Invalid Hostname'

const ask = (url: string, host: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const asked = request(url, { headers: { host } }, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (text: string) => {
        body += text
      })
      response.once('end', () => resolve(`${response.statusCode} ${body}`))
    })
    asked.once('error', reject)
    asked.end()
  })

describe('a request for another host', () => {
  const closers: (() => Promise<void>)[] = []
  const urls = new Map<string, string>()
  beforeAll(async () => {
    const sales = await startSales({ port: 0 })
    const inbox = await startInbox({ port: 0 })
    const azurite = await startAzurite({ ports: { blob: 0, queue: 0, table: 0 } })
    const begun = await aShop()
    const shop = await begun.start({ url: begun.site.url, inbox })
    const host = await openHost({ appFolder: fixtureApp('http') })
    closers.push(
      () => sales.close(),
      () => inbox.close(),
      () => shop.close(),
      azurite.close,
      () => host.close(),
    )
    urls.set('the admin API', `${host.url}/admin/host/status`)
    urls.set('an app', `${host.url}/api/trivial`)
    urls.set('Sales', `${sales.url}/api/data/v9.2/`)
    urls.set('the shop', `${shop.url}/style.css`)
    urls.set('the inbox', `${inbox.url}/api/messages`)
    for (const [, service = '', url = ''] of azurite.connectionString.matchAll(/(\w+)Endpoint=(http[^;]+)/g))
      urls.set(`${service} storage`, url)
  })
  afterAll(async () => {
    for (const close of closers) await close()
  })

  it.each(['Sales', 'the inbox', 'the shop', 'Blob storage', 'Queue storage', 'Table storage', 'the admin API'])(
    'is refused by %s',
    async (name) => {
      const url = urls.get(name) ?? ''
      for (const host of foreign) expect({ host, answer: await ask(url, host) }).toEqual({ host, answer: refused })
      for (const host of own(Number(new URL(url).port))) expect(await ask(url, host)).not.toBe(refused)
    },
  )

  it('reaches an app, which may have many names', async () => {
    expect(await ask(urls.get('an app') ?? '', 'partners.example')).not.toBe(refused)
  })
})
