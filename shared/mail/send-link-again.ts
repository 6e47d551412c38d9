// The work of queue `mail` that repeats the links to the requests of an address. The mail goes to the address that the
// requests have by now, never to one that was typed, and the ledger keeps it with the newest of them.

import { addressHash } from '../channel/address-hash.ts'
import { hasLinkEnded } from '../channel/status-token.ts'
import type { MessageOf } from '../domain/messages.ts'
import type { Prospect } from '../domain/prospect.ts'
import { done, type WorkResult } from '../domain/work-result.ts'
import { linkAgainNumbers } from '../headquarters/decision-mail-id.ts'
import type { HeadquartersStore } from '../headquarters/store/headquarters-store.ts'
import type { MailRecord } from '../headquarters/store/mail-record.ts'
import { mailOf, type StoredProspect } from '../headquarters/store/prospects.ts'
import { forMany } from '../platform/for-many.ts'
import type { Stored } from '../platform/stored.ts'
import { unlessUnreadable } from '../platform/unreadable-row.ts'
import type { ApplicantUrl, ChannelOf } from './mail-channel.ts'
import { presentAddress } from './present-address.ts'
import { renderLinkAgain } from './render-link-again.ts'
import { isOver, type SendOnceDeps, sendOnce } from './send-once.ts'

export type SendLinkAgainDeps = SendOnceDeps & {
  readonly headquarters: Pick<HeadquartersStore, 'prospects' | 'mails' | 'complaints' | 'customers' | 'findByAddress'>
  readonly channelOf: ChannelOf
  readonly statusUrl: ApplicantUrl
  readonly confirmUrl: ApplicantUrl
  /** How long a link works after the decision; 0 = for ever. */
  readonly linkDays: number
}

/** As many as a mail names; whoever sends more has the newest ones. */
const mostListed = 20
const dayMs = 24 * 3_600_000

type Addressed = { readonly stored: StoredProspect; readonly to: string }

const decidedAt = ({ status, decision }: Prospect): string | undefined =>
  status === 'Open' ? undefined : decision?.decidedAt

/** The requests of the address whose links work, the newest first. An address that one had before gets nothing of it. */
const linkedTo = async (deps: SendLinkAgainDeps, hash: string): Promise<Addressed[]> => {
  const { headquarters, linkDays, now } = deps
  const ids = await headquarters.findByAddress(hash, mostListed)
  const read = await forMany(ids, async (id): Promise<Addressed[]> => {
    const stored = await unlessUnreadable(headquarters.prospects.read(id), undefined)
    if (!stored || hasLinkEnded(decidedAt(stored.value), now(), linkDays)) return []
    const to = await presentAddress(headquarters, stored.value)
    return addressHash(to) === hash ? [{ stored, to }] : []
  })
  return read.flat()
}

type Place = { readonly home: Addressed; readonly number: number; readonly before: Stored<MailRecord> | undefined }

/** Where the ledger keeps this mail; none where so many left within a day. */
const placeFor = (deps: SendLinkAgainDeps, found: readonly Addressed[], askId: string): Place | undefined => {
  const places = found.flatMap((home) =>
    linkAgainNumbers.map((number) => ({ home, number, before: mailOf(home.stored, number) })),
  )
  const mine = places.find(({ before }) => before?.value.cause === askId)
  const isFree = ({ before }: Place) => !before || deps.now().getTime() - Date.parse(before.value.at) >= dayMs
  const isFull = places.filter((place) => !isFree(place)).length >= linkAgainNumbers.length
  return mine ?? (isFull ? undefined : places.find(isFree))
}

const linked = (deps: SendLinkAgainDeps, { stored: { value: prospect } }: Addressed) => {
  const { prospectId: requestId, submittedAt, confirmation, status, request } = prospect
  const { language, channel } = request
  const isAwaited = status === 'Open' && confirmation !== undefined && confirmation.confirmedAt === undefined
  return {
    requestId,
    language,
    submittedAt,
    statusUrl: deps.statusUrl(requestId, language, channel),
    confirmUrl: isAwaited ? deps.confirmUrl(requestId, language, channel) : undefined,
  }
}

/**
 * The work of a message `link-again`. At most three mails a day go to an address; one cause is mailed once, and after a day
 * nobody waits for it any more.
 */
export const createSendLinkAgain =
  (deps: SendLinkAgainDeps) =>
  async ({ data: { askId, addressHash: hash, askedAt } }: MessageOf<'link-again'>): Promise<WorkResult> => {
    if (deps.now().getTime() - Date.parse(askedAt) >= dayMs) return done
    const found = await linkedTo(deps, hash)
    const place = placeFor(deps, found, askId)
    if (!place || isOver(place.before?.value.cause === askId ? place.before : undefined)) return done
    const { stored, to } = place.home
    const { prospectId, request } = stored.value
    const { language } = request
    const channel = deps.channelOf(request.channel)
    const chosen = await deps.chooseMail({ channel: request.channel, type: 'link-again', language })
    const requests = found.map((one) => linked(deps, one))
    const input = { language, siteName: channel.title, look: channel, requests }
    const { subject, html, text, template } = renderLinkAgain(input, chosen.text)
    const mail = {
      prospectId,
      number: place.number,
      kind: 'link-again',
      language,
      about: { numbers: [stored.value.number], channel: request.channel },
      cause: askId,
      to,
      template,
    } as const
    const result = await sendOnce(deps, mail, place.before, (mailId) => {
      const customArgs = { mailId, prospectId }
      return { id: mailId, from: chosen.sender ?? channel.sender, to, toName: '', subject, html, text, customArgs }
    })
    // Nobody has to look into it: whoever asked asks again.
    return result.outcome === 'failed' && result.code === 'mail-unknown' ? done : result
  }
