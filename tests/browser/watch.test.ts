// The watch over the pages is worth something only if it notices what is wrong, so it is shown pages that are.

import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { faintTexts, outline } from './in-page.ts'
import { useBrowser } from './stage.ts'

const pages: Readonly<Record<string, string>> = {
  '/styled': '<p style="color: red">An inline style.</p>',
  '/scripted': '<script>document.title = "An inline script"</script>',
  '/abroad': '<link rel="stylesheet" href="http://elsewhere.example/site.css">',
  '/missing': '<link rel="stylesheet" href="/nowhere.css">',
  '/faint': '<p class="faint">Too light.</p><p>Dark enough.</p>',
  '/broad': '<main><p class="broad">Too broad.</p></main>',
}

const icon = '<link rel="icon" href="data:,">'
const sheet = '.faint { color: #999999; background: #ffffff } .broad { width: 3000px }'

const open = useBrowser()
let server: Server | undefined

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? '/'
    if (path === '/sheet.css') return response.writeHead(200, { 'content-type': 'text/css' }).end(sheet)
    const body = pages[path]
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'self' http://elsewhere.example; img-src data:",
    })
    return response.end(
      `<!doctype html><html lang="en"><title>Wrong</title>${icon}<link rel="stylesheet" href="/sheet.css">${body}`,
    )
  })
  await new Promise<void>((listening) => server?.listen(0, '127.0.0.1', listening))
})

afterAll(async () => {
  server?.closeAllConnections()
  await new Promise((closed) => server?.close(closed))
})

const visit = async (path: string, javaScript = false) => {
  if (!server) throw new Error('The server did not start.')
  const visitor = await open({ javaScript })
  const { port } = server.address() as AddressInfo
  await visitor.page.goto(`http://127.0.0.1:${port}${path}`)
  return visitor
}

test.each([
  ['/styled', false, /violates the following Content Security Policy directive/],
  ['/scripted', true, /violates the following Content Security Policy directive/],
  ['/abroad', false, /not on 127\.0\.0\.1/],
  ['/missing', false, /answered 404/],
])('%s is complained of', async (path, javaScript, complaint) => {
  const visitor = await visit(path, javaScript)
  expect(visitor.complaints.join('\n')).toMatch(complaint)
})

test('text that is too faint is found, and only that', async () => {
  const visitor = await visit('/faint')
  expect(await visitor.page.evaluate(faintTexts)).toEqual(['2.85 : 1 “Too light.”'])
  expect(visitor.complaints).toEqual([])
})

test('what reaches beyond the window is found', async () => {
  const visitor = await visit('/broad')
  const { overflow, overflowing } = await visitor.page.evaluate(outline)
  expect(overflow).toBeGreaterThan(1000)
  expect(overflowing).toEqual(['p “Too broad.”'])
})
