// What every page of the B2B site needs to know, and how the language of a page is chosen.

import type { Channel } from '../domain/channels.ts'
import { type Language, matchLanguage } from '../domain/languages.ts'
import type { Html } from '../platform/html.ts'
import type { WebRequest } from '../platform/http.ts'
import type { Sent } from './pages/render-error.ts'

export type Site = {
  readonly publicUrl: string
  /** The first is the default. */
  readonly channels: readonly [Channel, ...Channel[]]
  /** The header in which the outermost proxy that is trusted names the host that was asked for; absent = none is. */
  readonly hostHeader?: string | undefined
}

/**
 * The host under which a request came: what a trusted proxy says of it, else what the request itself says. It is only ever
 * compared with hosts of the settings, and never becomes part of an answer: whoever calls writes it as they like.
 */
const hostOf = ({ hostHeader }: Site, request: WebRequest): string => {
  const forwarded = hostHeader === undefined ? undefined : request.headers.get(hostHeader)?.split(',').at(-1)?.trim()
  const host = (forwarded || new URL(request.url).host).toLowerCase()
  return host.replace(/\.?(?::(?:80|443))?$/, '')
}

/** The channel whose pages stand under the host of a request. */
export const channelAtHost = (site: Site, request: WebRequest): Channel | undefined => {
  const host = hostOf(site, request)
  return site.channels.find(({ hosts }) => hosts.includes(host))
}

const originAt = ({ publicUrl }: Site, host: string): string => `${new URL(publicUrl).protocol}//${host}`

/** Whether a host is one of the settings: of a channel, or of the app itself. */
const isOwnHost = ({ publicUrl, channels }: Site, host: string): boolean =>
  host === new URL(publicUrl).host || channels.some(({ hosts }) => hosts.includes(host))

/** The host of the settings under which a request came; `undefined` for any other name that a caller writes. */
export const ownHost = (site: Site, request: WebRequest): string | undefined => {
  const host = hostOf(site, request)
  return isOwnHost(site, host) ? host : undefined
}

/**
 * The origin under which the pages of a channel are reached, for links that leave the app: its first host, else the app's.
 * @param asked the own host on which a link was asked for, which it leads back to: a cookie waits there
 */
export const originFor = (site: Site, name: string, asked?: string): string => {
  if (asked !== undefined && isOwnHost(site, asked)) return originAt(site, asked)
  const [host] = channelNamed(site, name).hosts
  return host === undefined ? site.publicUrl : originAt(site, host)
}

/** Origins from which the app's own forms come: where it is reached, and the known host that the request names. */
export const ownOrigins = (site: Site, request: WebRequest): string[] => [
  new URL(request.url).origin,
  site.publicUrl,
  ...(channelAtHost(site, request) ? [originAt(site, hostOf(site, request))] : []),
]

/** What links carry on for the pages of a channel: nothing where it is the default one. */
export const carriedFor = ({ channels }: Site, name: string): Carried =>
  name === channels[0].name ? {} : { channel: name }

/** The channel of a name; where there is none of that name, the default one. */
export const channelNamed = ({ channels }: Site, name: string | null | undefined): Channel =>
  channels.find((channel) => channel.name === name) ?? channels[0]

/** Names of the channels whose sites stand on an origin. */
export const channelsAt = ({ channels }: Site, origin: string | null): string[] =>
  channels.filter(({ origins }) => origins.some((one) => one === origin)).map(({ name }) => name)

/**
 * Whether Admins leave roles to headquarters.
 * @param bought names of the channels on which their partner buys; none = all
 * @param called those on which they ask. Whoever comes by another one than their own is held by their own
 */
export const leavesRoles = ({ channels }: Site, bought: readonly string[], called: readonly string[]): boolean => {
  const common = called.filter((name) => bought.length === 0 || bought.includes(name))
  const meant = common.length > 0 ? common : bought
  return channels.some(({ name, rolesByHeadquarters }) => rolesByHeadquarters === true && meant.includes(name))
}

/** The languages of an Accept-Language header, the most wanted first (RFC 9110, section 12.5.4). */
const accepted = (header: string): string[] =>
  header
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const quality = Number(
        parameters
          .find((parameter) => parameter.trim().startsWith('q='))
          ?.trim()
          .slice(2) ?? 1,
      )
      return { tag, quality: Number.isFinite(quality) ? quality : 0 }
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag)

/** The language of a page: the one asked for in the address, else the best of the browser's, else the channel's. */
export const pageLanguage = (
  { languages, defaultLanguage }: Pick<Channel, 'languages' | 'defaultLanguage'>,
  asked: string | null,
  acceptLanguage: string | null,
): Language => {
  const candidates = [asked ?? '', ...accepted(acceptLanguage ?? '')]
  for (const tag of candidates) {
    const language = matchLanguage(tag)
    if (language && languages.includes(language)) return language
  }
  return defaultLanguage
}

/** What is known of a page beside its language. */
export type Carried = {
  /** Absent for the default channel. */
  readonly channel?: string
  /** Where the site wants its visitor back. */
  readonly return?: string
}

const longestReturn = 2000

/** The address to go back to: only one on a site of the channel, so that nobody is led elsewhere from here. */
export const returnAddress = ({ origins }: Pick<Channel, 'origins'>, asked: string | null): string | undefined => {
  if (asked === null || asked.length > longestReturn || !URL.canParse(asked)) return undefined
  const { origin, username, password, href } = new URL(asked)
  return origins.includes(origin) && username === '' && password === '' ? href : undefined
}

/** What every page of the site is told. */
export type PageContext = {
  readonly channel: Channel
  readonly siteName: string
  readonly language: Language
  /** What the page's links and forms carry on, so that the pages behind them look alike. */
  readonly carried: Carried
  /** What the browser says of the reader's languages and regions. */
  readonly acceptLanguage?: string | undefined
}

/** @param name of the channel, where the address does not say it */
export const pageContext = (site: Site, request: WebRequest, name = request.query.get('channel')): PageContext => {
  const channel =
    site.channels.find((one) => one.name === name) ??
    channelAtHost(site, request) ??
    // A form that a site itself sent says by its origin which site that was.
    channelNamed(site, channelsAt(site, request.headers.get('origin'))[0])
  const acceptLanguage = request.headers.get('accept-language')
  const back = returnAddress(channel, request.query.get('return'))
  return {
    channel,
    siteName: channel.title,
    language: pageLanguage(channel, request.query.get('language'), acceptLanguage),
    carried: { ...carriedFor(site, channel.name), ...(back === undefined ? {} : { return: back }) },
    acceptLanguage: acceptLanguage ?? undefined,
  }
}

/** What was refused, and where. */
type RefusedAt = {
  readonly isOfApplicant: boolean
  /** Where the form stands that was sent; absent where it has no page of its own. */
  readonly form?: string
  /** What was sent; absent where nothing was read of it. */
  readonly sent?: Sent
}

/**
 * A refusal as a page of the site, by its status. Only what is our mistake is called so.
 * @param isOfApplicant whether the address is one of those that only an applicant's link opens
 */
export const refusalPage = async (
  context: PageContext,
  status: number,
  { isOfApplicant, form, sent }: RefusedAt,
): Promise<Html> => {
  const pages = await import('./pages/render-error.ts')
  if (status === 404) return isOfApplicant ? pages.renderUncertainLink(context) : pages.renderNotFound(context)
  const at = form === undefined ? context : { ...context, form }
  if (status === 403) return pages.renderCrossSite(at)
  if (status === 413) return pages.renderRefusedForm({ ...at, why: 'tooLarge' })
  const again = sent === undefined ? context : { ...context, sent }
  if (status === 429) return pages.renderTooManyRequests(again)
  if (status < 500) return pages.renderRefusedForm({ ...at, why: 'unreadable' })
  return pages.renderError(again)
}
