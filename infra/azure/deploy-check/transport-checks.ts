// Checks of the way to the app: encryption, and what methods that nobody needs do.

import type { Answer } from './ask.ts'
import { type Check, type Deployment, firstOf, wrong } from './check.ts'

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])$/

/** Only this machine may be spoken to in the open. */
const inTheOpen = ({ url }: Deployment) =>
  url.protocol === 'https:'
    ? undefined
    : loopback.test(url.hostname)
      ? { leftOut: 'plain HTTP on this machine' }
      : wrong(`${url.origin} is not encrypted`)

const encryption: Check = {
  name: 'TLS 1.2 or newer, with a certificate that is trusted',
  look: async (deployment) => {
    const open = inTheOpen(deployment)
    if (open) return open
    const greeting = await deployment.handshake(deployment.url)
    if ('refused' in greeting) return wrong(greeting.refused)
    return /^TLSv1\.[23]$/.test(greeting.version) ? undefined : wrong(`it speaks ${greeting.version}`)
  },
}

const oldEncryption: Check = {
  name: 'TLS 1.0 and 1.1 are refused',
  look: async (deployment) => {
    const open = inTheOpen(deployment)
    if (open) return open
    const greetings = await Promise.all(
      (['TLSv1', 'TLSv1.1'] as const).map((version) => deployment.handshake(deployment.url, version)),
    )
    return firstOf(
      greetings.map((greeting) => ('version' in greeting ? wrong(`it speaks ${greeting.version}`) : undefined)),
    )
  },
}

const bodyOf = ({ text }: Answer) => text

const head: Check = {
  name: 'HEAD is answered without a body and without a failure',
  look: async ({ ask }) => {
    const answers = await Promise.all(['/sign-up', '/api/health'].map((path) => ask({ method: 'HEAD', path })))
    return firstOf(
      answers.map((answer) => {
        if (answer.status === 0 || answer.status >= 500)
          return wrong(`answered ${answer.status}${answer.error ? `: ${answer.error}` : ''}`)
        return bodyOf(answer) === '' ? undefined : wrong('a body came with it')
      }),
    )
  },
}

const otherMethods: Check = {
  name: 'TRACE, PUT and DELETE of a page do nothing',
  look: async ({ ask, marker }) => {
    const methods = ['TRACE', 'PUT', 'DELETE']
    const answers = await Promise.all(
      methods.map((method) => ask({ method, path: '/sign-up', headers: { 'x-marker': marker } })),
    )
    return firstOf(
      answers.map(({ status, text }, at) =>
        status < 400 && status !== 0
          ? wrong(`${methods[at]} answered ${status}`)
          : text.includes(marker)
            ? wrong(`${methods[at]} sends back what was sent`)
            : undefined,
      ),
    )
  },
}

const health: Check = {
  name: 'The app is well, and tells strangers nothing more',
  look: async ({ ask }) => {
    const { status, text, error } = await ask({ path: '/api/health' })
    if (status !== 200) return wrong(`/api/health answered ${status}${error ? `: ${error}` : ''}`)
    return /neighbours|storage|serviceBus|version/i.test(text) ? wrong('it names its neighbours to anybody') : undefined
  },
}

export const transportChecks = [encryption, oldEncryption, health, head, otherMethods]
