// Visits the salesperson's pages as a browser without JavaScript does: pages are parsed, forms are posted.
import { createServer } from 'node:http'
import { defaultTreeAdapter, parse } from 'parse5'
import type { SalesApi } from '../../infra/local/sales/base/api.ts'
import { salesPages } from '../../infra/local/sales/pages/pages.ts'
import { closeLocally, listenLocally } from '../support/local-server.ts'

type Node = Parameters<typeof defaultTreeAdapter.getParentNode>[0]
type Element = Extract<Node, { attrs: unknown }>

/** A page as visited: its status, its address after redirects, and its elements. */
export type Visited = {
  readonly status: number
  readonly path: string
  readonly headers: Headers
  readonly markup: string
  readonly elements: readonly Element[]
}

/** All elements below a node, in document order. */
const elementsOf = (node: Node): readonly Element[] => [
  ...(defaultTreeAdapter.isElementNode(node) ? [node] : []),
  ...('childNodes' in node ? node.childNodes.flatMap((child) => elementsOf(child)) : []),
]

/** The value of an attribute, if the element has it. */
export const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find((one) => one.name === name)?.value

/** The text of an element with white space collapsed. */
export const textOf = (node: Node): string => {
  const collect = (one: Node): string =>
    defaultTreeAdapter.isTextNode(one) ? one.value : 'childNodes' in one ? one.childNodes.map(collect).join('') : ''
  return collect(node).replace(/\s+/g, ' ').trim()
}

/** The elements with a class. */
export const byClass = (page: Visited, name: string): readonly Element[] =>
  page.elements.filter((element) => attribute(element, 'class')?.split(' ').includes(name))

/** The texts of the commands that a page offers. */
export const commandsOf = (page: Visited): readonly string[] => byClass(page, 'command').map(textOf)

/** What an alert or status banner says; '' without one. */
export const bannerOf = (page: Visited): string => byClass(page, 'banner').map(textOf).join(' ')

/** The value of a form control, as it would be posted. */
export const controlValue = (page: Visited, name: string): string | undefined => {
  const control = page.elements.find((element) => attribute(element, 'name') === name)
  return control && (control.tagName === 'textarea' ? textOf(control) : attribute(control, 'value'))
}

/** The address of the link with the given text. */
export const linkOf = (page: Visited, text: string): string => {
  const link = page.elements.find((element) => element.tagName === 'a' && textOf(element) === text)
  const href = link && attribute(link, 'href')
  if (href === undefined) throw new Error(`The page has no link “${text}”.`)
  return href
}

/** The page without any text or attribute value: its tags and attribute names in order. */
export const skeleton = (page: Visited): string =>
  page.elements.map((element) => `${element.tagName}[${element.attrs.map(({ name }) => name).join(' ')}]`).join('>')

const visited = async (response: Response): Promise<Visited> => {
  const markup = await response.text()
  const { pathname, search } = new URL(response.url)
  return {
    status: response.status,
    path: pathname + search,
    headers: response.headers,
    markup,
    elements: elementsOf(parse(markup)),
  }
}

/** A browser at the given origin; posts carry the headers that a browser sends with its own forms. */
export const browser = (origin: string) => ({
  origin,
  open: async (path: string): Promise<Visited> =>
    visited(await fetch(origin + path, { headers: { accept: 'text/html' } })),
  submit: async (path: string, fields: Record<string, string> = {}): Promise<Visited> =>
    visited(
      await fetch(origin + path, {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: { accept: 'text/html', origin, 'sec-fetch-site': 'same-origin' },
      }),
    ),
})

/** Serves the pages alone, over a given Web API. */
export const servePages = async (api: SalesApi): Promise<{ url: string; close: () => Promise<void> }> => {
  const server = createServer((request, response) => {
    salesPages(request, response, api).then(
      (mine) => {
        if (!mine) response.writeHead(404, { 'content-type': 'text/plain' }).end('not a page')
      },
      (error: unknown) => response.destroy(error instanceof Error ? error : new Error(String(error))),
    )
  })
  const port = await listenLocally(server)
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => closeLocally(server),
  }
}
