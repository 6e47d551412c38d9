// Takes in an onboarding request. One storage transaction, and nothing else: 202 means stored.

import { hash } from 'node:crypto'
import { acceptOnboardingRequest, type IntakeError, type IntakeResult } from '../domain/accept-onboarding-request.ts'
import type { IntakeRules } from '../domain/field-checks.ts'
import { networksOf } from '../domain/network-address.ts'
import type { OnboardingRequest } from '../domain/onboarding-request.ts'
import { deriveId, type Name } from '../platform/ids.ts'
import type { AbuseLimits } from './abuse-limits.ts'
import type { PendingRequest } from './channel-request.ts'
import type { FormStamps, Showing } from './store/form-stamps.ts'
import type { ChannelRequests } from './store/requests.ts'

export type SubmitDeps = {
  readonly limits?: AbuseLimits
  readonly requests: Pick<ChannelRequests, 'takeIn' | 'status' | 'isKept'>
  /** Absent where nobody comes with a form of ours. */
  readonly stamps?: FormStamps
  readonly rules: IntakeRules
  readonly now: () => Date
}

/** Who hands in a request, as far as anybody knows. */
export type Sender = {
  /** Address of the caller; of the applicant where a site with a key tells it. */
  readonly network?: string | undefined
  /** Channel of the site that proved itself by its key. */
  readonly site?: string | undefined
  /** Channels of the origin from which a browser sends it. */
  readonly channels?: readonly string[] | undefined
  /** The showing of our own form that was filled in. */
  readonly showing?: Showing | undefined
}

export type SubmitResult =
  | {
      readonly outcome: 'accepted'
      readonly requestId: string
      readonly request: OnboardingRequest
      /** It was stored already: anybody can repeat it as often as they like. */
      readonly isRepeat?: true
    }
  | { readonly outcome: 'refused'; readonly errors: readonly IntakeError[] }
  /** The same key was used for another request. */
  | { readonly outcome: 'key-reused' }
  /** The showing of the form was used for another request. */
  | { readonly outcome: 'showing-used' }
  /** Too many attempts of this address, of this network, or of all; which one is not told. In seconds. */
  | { readonly outcome: 'limited'; readonly retryAfter: number }

type Accepted = Extract<IntakeResult, { readonly outcome: 'accepted' }>

/** What makes two requests the same one. */
export const hashOf = ({ request, terms }: Accepted): string =>
  hash('sha256', JSON.stringify(request) + (terms?.version ?? ''))

/** The request as it is stored, with when its terms were accepted. */
export const acceptedAt = ({ request, terms }: Accepted, at: string): OnboardingRequest =>
  terms ? { ...request, terms: { ...terms, at } } : request

/** So many equal requests of one day can be decided; more are taken for the last one. */
const mostDecisions = 20

/**
 * Takes in a request without a key. An equal one of the same day is the same only while it is undecided: whoever asks
 * again after a decision is not sent back to it.
 */
const takeInUndecided = async (
  requests: SubmitDeps['requests'],
  { requestId, ...pending }: PendingRequest,
): Promise<{ readonly requestId: string; readonly taken: 'stored' | 'exists' }> => {
  let id = requestId
  for (let before = 0; ; before += 1) {
    if ((await requests.takeIn({ requestId: id, ...pending })) === 'stored') return { requestId: id, taken: 'stored' }
    const status = (await requests.status(id))?.status
    const isDecided = status === 'Approved' || status === 'Declined'
    if (!isDecided || before === mostDecisions) return { requestId: id, taken: 'exists' }
    id = deriveId('request-after', id)
  }
}

/**
 * Where a key means something: each site has a room of its own, and whoever sends without a site key shares one only with
 * the same channel and the same block of addresses, so that nobody elsewhere can take a key that is easy to guess.
 */
const roomOf = ({ site, network }: Sender, channel: string, rules: IntakeRules): readonly Name[] => {
  if (site !== undefined) return ['site', site]
  const wide = network ? (networksOf(network)?.wide ?? 'unreadable') : ''
  // The one room of earlier versions, for whoever is seen under no address: a machine of one's own.
  return wide === '' && channel === rules.channels[0] ? [] : ['anonymous', channel, wide]
}

type Taken = {
  readonly requestId: string
  readonly taken: 'stored' | 'exists' | 'key-reused' | 'showing-used'
}

const takeIn = async (
  { requests, stamps }: SubmitDeps,
  pending: Omit<PendingRequest, 'requestId'>,
  bodyHash: string,
  keyedId: string | undefined,
  showing: Showing | undefined,
): Promise<Taken> => {
  if (keyedId !== undefined)
    return { requestId: keyedId, taken: await requests.takeIn({ requestId: keyedId, ...pending }, bodyHash) }
  const requestId = deriveId('request', bodyHash, pending.submittedAt.slice(0, 10))
  // Used first: if what follows fails, the same form sent again is the same request.
  if (showing && (await stamps?.use(showing, requestId)) === 'used-for-another')
    return { requestId, taken: 'showing-used' }
  return takeInUndecided(requests, { requestId, ...pending })
}

/**
 * Stores a request once. With a key, the key says which requests are the same; without one, equal requests of one day
 * are, as long as none is decided, so that a double click is one request. Every attempt is counted, whatever becomes of
 * it; only a repeat of what is stored under its key is answered also where the limits are reached.
 * @param body the parsed JSON, of any shape
 * @param key the caller's idempotency key, if it sent one
 */
export const createSubmitRequest = (deps: SubmitDeps) => {
  const { limits, requests, rules, now } = deps
  const admit: AbuseLimits['admit'] = async (attempt) => limits?.admit(attempt) ?? { outcome: 'admitted' }
  return async (body: unknown, key?: string, sender: Sender = {}): Promise<SubmitResult> => {
    // A site hands in requests of its own channel only, by its server as by its visitors' browsers.
    const channels = sender.site === undefined ? (sender.channels ?? rules.channels) : [sender.site]
    const intake = acceptOnboardingRequest(body, { ...rules, channels })
    if (intake.outcome === 'refused') {
      const admission = await admit(sender)
      return admission.outcome === 'limited' ? admission : intake
    }
    const submittedAt = now().toISOString()
    const bodyHash = hashOf(intake)
    const request = acceptedAt(intake, submittedAt)
    const keyedId =
      key === undefined ? undefined : deriveId('keyed-request', ...roomOf(sender, request.channel, rules), key)
    const admission = await admit({ ...sender, email: request.requestor.email })
    if (admission.outcome === 'limited') {
      const isRepeat = keyedId && (await requests.isKept(keyedId, bodyHash))
      return isRepeat ? { outcome: 'accepted', requestId: keyedId, request, isRepeat: true } : admission
    }
    const bySite = sender.site === undefined ? {} : { site: sender.site }
    const { requestId, taken } = await takeIn(
      deps,
      { submittedAt, request, ...bySite },
      bodyHash,
      keyedId,
      sender.showing,
    )
    return taken === 'key-reused' || taken === 'showing-used'
      ? { outcome: taken }
      : { outcome: 'accepted', requestId, request, ...(taken === 'exists' ? { isRepeat: true } : {}) }
  }
}
