// The forms of docs/integrate.md run as they stand there, in a real browser against the app: a form by the site's server,
// and one in its visitors' browsers.

import { type ChildProcess, spawn } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { type EmbeddedSite, piece, reference, startEmbeddedSite } from '../support/embedded-site.ts'
import { freePort } from '../support/free-port.ts'

let site: EmbeddedSite
let browser: Browser
let sitePort: number
let pageServer: Server
const children: ChildProcess[] = []

/** Serves the page for browsers, under every name of this machine. */
const servePage = (port: number): Promise<Server> =>
  new Promise((resolve) => {
    const html = piece('page.html').replaceAll('https://<app>', site.env.url)
    const server = createServer((_, response) =>
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html),
    )
    server.listen(port, '127.0.0.1', () => resolve(server))
  })

beforeAll(async () => {
  sitePort = await freePort()
  site = await startEmbeddedSite([`http://127.0.0.1:${sitePort}`], ['form.html', 'site.mjs'])
  pageServer = await servePage(sitePort)
  browser = await launchBrowser()
})

afterAll(async () => {
  for (const child of children) child.kill()
  await browser?.close()
  pageServer?.close()
  await site?.close()
})

describe('own form, own server', () => {
  let url = ''
  beforeAll(async () => {
    const port = await freePort()
    const child = spawn(process.execPath, ['site.mjs'], {
      cwd: site.folder,
      env: { ...site.variables(), PORT: String(port) },
    })
    children.push(child)
    url = await new Promise<string>((resolve, reject) => {
      child.stdout.once('data', (line: Buffer) => resolve(line.toString().trim()))
      child.once('exit', () => reject(new Error('The site ended.')))
    })
  })

  const fill = async (company: string, email: string) => {
    const visitor = await browser.newPage()
    await visitor.goto(url)
    await visitor.getByLabel('Company').fill(company)
    await visitor.getByLabel('Street and number').fill('Damrak 1')
    await visitor.getByLabel('City').fill('Amsterdam')
    await visitor.getByLabel('Last name').fill('Visser')
    await visitor.getByLabel('E-mail').fill(email)
    return visitor
  }

  it('a visitor fills in the form of the site and gets the reference and the link', async () => {
    const visitor = await fill('Own Server BV', 'visser@own-server.example')
    await visitor.getByRole('button').click()
    await visitor.getByText(reference).waitFor()
    const link = await visitor.getByRole('link').getAttribute('href')
    expect((await fetch(link ?? '')).status).toBe(200)
    await visitor.close()
    expect(await site.storedOf('Own Server BV')).toContain('"channel":"eu"')
  })

  it('is told what is wrong, by the paths of the fields', async () => {
    const visitor = await fill('Wrong www.bv.example', 'visser@own-server.example')
    await visitor.getByRole('button').click()
    await visitor.getByText('company.name: format').waitFor()
    await visitor.close()
  })
})

describe('own form, in the browser', () => {
  const fill = async (port: number, company: string) => {
    const visitor = await browser.newPage()
    await visitor.goto(`http://127.0.0.1:${port}/`)
    await visitor.getByLabel('Company').fill(company)
    await visitor.getByLabel('Street and number').fill('Damrak 1')
    await visitor.getByLabel('City').fill('Amsterdam')
    await visitor.getByLabel('Last name').fill('Visser')
    await visitor.getByLabel('E-mail').fill('visser@browser.example')
    await visitor.getByRole('button').click()
    return visitor
  }

  it('a page on an origin of the channel hands in a request of that channel', async () => {
    const visitor = await fill(sitePort, 'In The Browser BV')
    await visitor.getByRole('status').getByText(reference).waitFor()
    await visitor.close()
    expect(await site.storedOf('In The Browser BV')).toContain('"channel":"eu"')
  })

  it('can read why it was refused', async () => {
    const visitor = await fill(sitePort, 'Wrong www.bv.example')
    await visitor.getByRole('status').getByText('company.name: format').waitFor()
    await visitor.close()
  })

  it('on another origin the browser sends nothing', async () => {
    const port = await freePort()
    const server = await servePage(port)
    try {
      const visitor = await fill(port, 'Another Origin BV')
      await visitor.getByRole('status').getByText('cannot be sent').waitFor()
      await visitor.close()
      expect(await site.storedOf('Another Origin BV')).toBe('')
    } finally {
      server.close()
    }
  })
})
