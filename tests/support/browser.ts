// A real browser for tests: it reaches 127.0.0.1 only, and everything it complains of is written down.

import { type Browser, type BrowserContext, chromium, type Page, type Request } from 'playwright-core'

// Nothing beyond this machine is looked up, whatever a page or the browser itself asks for.
const switches = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-breakpad',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
]

/**
 * Starts Chromium without a window. It ends with `close()`, and with this process when that ends first.
 * @param executablePath `CHROMIUM_PATH` names another one than Debian's
 */
export const launchBrowser = (executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'): Promise<Browser> =>
  chromium.launch({ executablePath, headless: true, args: switches })

/** The two widths that pages are looked at in. */
export const wide = { width: 1280, height: 900 }
export const narrow = { width: 390, height: 844 }

export type Visitor = {
  readonly page: Page
  readonly context: BrowserContext
  /** What went wrong on the pages so far, one sentence each. */
  readonly complaints: readonly string[]
  /** Addresses on this machine that the examined pages lead to. */
  readonly linksSeen: Set<string>
  readonly close: () => Promise<void>
}

export type VisitorOptions = {
  readonly javaScript?: boolean
  /** BCP 47; what the browser asks pages for. */
  readonly locale?: string
  /** Status codes of documents that the test asks for on purpose, such as a refused form. */
  readonly expectedStatuses?: readonly number[]
  /** Where several visitors write down the links they see. */
  readonly linksSeen?: Set<string>
}

const isLocal = (address: string): boolean => {
  const url = new URL(address)
  return url.hostname === '127.0.0.1' || url.protocol === 'data:' || url.protocol === 'about:'
}

const watchRequests = (
  context: BrowserContext,
  complain: (text: string) => void,
  expected: readonly number[],
): void => {
  context.on('request', (request) => {
    if (!isLocal(request.url())) complain(`asked for ${request.url()}, which is not on 127.0.0.1`)
  })
  context.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText
    // The browser itself gives up what a page still loads when the visitor leaves it.
    if (reason !== 'net::ERR_ABORTED') complain(`request failed: ${named(request)}: ${reason}`)
  })
  context.on('response', (response) => {
    if (response.status() >= 400 && !expected.includes(response.status()))
      complain(`answered ${response.status()}: ${named(response.request())}`)
  })
}

const named = (request: Request): string => `${request.method()} ${request.url()}`

// The browser repeats on the console each document that was answered with an error status; the response is judged above.
const isStatusEcho = (text: string, expected: readonly number[]): boolean =>
  expected.some((status) =>
    text.startsWith(`Failed to load resource: the server responded with a status of ${status} `),
  )

/** One person at one browser: own cookies, own complaints. Scripts are off unless asked for, since no page needs any. */
export const openVisitor = async (browser: Browser, options: VisitorOptions = {}): Promise<Visitor> => {
  const expected = options.expectedStatuses ?? []
  const context = await browser.newContext({
    javaScriptEnabled: options.javaScript ?? false,
    locale: options.locale ?? 'en-US',
    viewport: wide,
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(15_000)
  const complaints: string[] = []
  const complain = (text: string): void => void complaints.push(text)
  watchRequests(context, complain, expected)
  context.on('console', (message) => {
    const serious = message.type() === 'error' || message.type() === 'warning'
    if (serious && !isStatusEcho(message.text(), expected))
      complain(`${message.type()} on the console: ${message.text()}`)
  })
  context.on('weberror', (error) => complain(`script error: ${error.error().message}`))
  return {
    page: await context.newPage(),
    context,
    complaints,
    linksSeen: options.linksSeen ?? new Set(),
    close: () => context.close(),
  }
}
