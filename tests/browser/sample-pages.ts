// A server of pages that were drawn without the app, with the stylesheet of all pages, for tests of how they look and behave.

import { createServer } from 'node:http'
import { afterAll, beforeAll } from 'vitest'
import { channelStyles } from '../../shared/channel/pages/channel-styles.ts'
import type { Html } from '../../shared/platform/html.ts'
import { staffScript } from '../../shared/platform/staff-script.ts'
import { styles } from '../../shared/platform/stylesheet.ts'
import { closeLocally, listenLocally } from '../support/local-server.ts'

/** Serves pages by their path for the tests of a file. @returns makes the address of a path */
export const useSamplePages = (pages: ReadonlyMap<string, Html>) => {
  const server = createServer((request, response) => {
    const page = pages.get(request.url ?? '')
    const css = request.url?.startsWith('/assets/') === true
    const type = css ? 'text/css' : 'text/html'
    // A page of a channel asks for its colour; a light one, that text cannot be read in.
    const colour = request.url?.includes('channel=') ? '#ffd400' : undefined
    const body = css ? styles + channelStyles(colour) : page?.toString()
    if (request.url === '/assets/headquarters.js')
      response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(staffScript)
    else if (body === undefined) response.writeHead(204).end()
    else response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(body)
  })
  let origin = ''
  beforeAll(async () => {
    origin = `http://127.0.0.1:${await listenLocally(server)}`
  })
  afterAll(() => closeLocally(server))
  return (path: string): string => origin + path
}
