// Changes as CloudEvents 1.0, in the JSON batch format: what happened to which id, and nothing of anybody's.
// https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md

import { addresses } from '../domain/addresses.ts'
import { deriveId } from '../platform/ids.ts'
import type { Change, ChangeType } from './store/change-feed.ts'

export const cloudEventsBatch = 'application/cloudevents-batch+json'

/** By what a change is about: what events of it are called, and the schema of their data. */
export const eventKinds = {
  request: { type: 'b2b-onboarding.request.changed.v1', schema: 'RequestChanged' },
  organization: { type: 'b2b-onboarding.partner.changed.v1', schema: 'PartnerChanged' },
  user: { type: 'b2b-onboarding.user.changed.v1', schema: 'UserChanged' },
  mail: { type: 'b2b-onboarding.mail.changed.v1', schema: 'MailChanged' },
} as const satisfies Record<ChangeType, { readonly type: string; readonly schema: string }>

export type RequestChanged = { readonly requestId: string; readonly revision: number; readonly status: string }
export type PartnerChanged = { readonly organizationId: string; readonly revision: number; readonly status: string }
export type UserChanged = {
  readonly userId: string
  readonly organizationId: string
  readonly revision: number
  readonly status: string
}
export type MailChanged = { readonly mailId: string; readonly revision: number; readonly status: string } & NonNullable<
  Change['mail']
>

export type CloudEvent = {
  readonly specversion: '1.0'
  readonly id: string
  readonly source: string
  readonly type: (typeof eventKinds)[ChangeType]['type']
  readonly subject: string
  readonly time: string
  readonly datacontenttype: 'application/json'
  readonly dataschema: string
  readonly data: RequestChanged | PartnerChanged | UserChanged | MailChanged
}

const dataOf = ({ type, id, organizationId = '', revision, status, mail }: Change): CloudEvent['data'] => {
  if (type === 'request') return { requestId: id, revision, status }
  if (type === 'organization') return { organizationId: id, revision, status }
  if (type === 'user') return { userId: id, organizationId, revision, status }
  return { mailId: id, revision, status, ...(mail ?? { kind: 'received' }) }
}

/** The name of a channel as a URI: the same under whatever host the app is reached. */
export const channelUri = (channel: string): string => `urn:b2b-onboarding:channel:${channel}`

/**
 * @param publicUrl origin of the app, where the schemas are published
 * @returns one event for each change; the same change told again, at whatever time, has the same id
 */
export const cloudEvents = (channel: string, publicUrl: string, changes: readonly Change[]): CloudEvent[] =>
  changes.map((change) => {
    const { type, id, organizationId = '', revision, status, at } = change
    return {
      specversion: '1.0',
      id: deriveId('cloud-event', channel, type, id, organizationId, revision, status),
      source: channelUri(channel),
      type: eventKinds[type].type,
      subject: id,
      time: at,
      datacontenttype: 'application/json',
      dataschema: `${publicUrl}${addresses.GetAsyncApi}#/components/schemas/${eventKinds[type].schema}`,
      data: dataOf(change),
    }
  })
