// What sites are told as CloudEvents, as JSON Schema: the data of each event and the event around it. OpenAPI and AsyncAPI
// name the same.

import {
  type CloudEvent,
  cloudEvents,
  eventKinds,
  type MailChanged,
  type PartnerChanged,
  type RequestChanged,
  type UserChanged,
} from '../shared/channel/cloud-events.ts'
import type { Change, ChangeType } from '../shared/channel/store/change-feed.ts'
import { mailKinds, mailStates, mailTroubleKinds } from '../shared/domain/prospect-view.ts'
import { requestStatuses } from '../shared/domain/request-status.ts'
import { partnerStatuses, userStatuses } from '../shared/domain/users/user.ts'
import { arrayOf, guid, instant, objectOf, reference, type Schema, string } from '../shared/platform/json-schema.ts'

const revision: Schema = {
  type: 'integer',
  minimum: 0,
  description: 'Grows with each change of this id; what is not larger is known already.',
}

const dataSchemas = {
  RequestChanged: objectOf<RequestChanged>({ requestId: guid, revision, status: { enum: requestStatuses } }),
  PartnerChanged: objectOf<PartnerChanged>({
    organizationId: guid,
    revision,
    status: { enum: [...new Set([...partnerStatuses, 'Ended'])], description: 'Ended: it does not buy here any more.' },
  }),
  UserChanged: objectOf<UserChanged>({ userId: guid, organizationId: guid, revision, status: { enum: userStatuses } }),
  MailChanged: objectOf<MailChanged>(
    {
      mailId: guid,
      revision,
      status: { enum: mailStates.filter((state) => state !== 'Sending') },
      kind: { enum: mailKinds, description: 'What it tells.' },
    },
    {
      trouble: { enum: mailTroubleKinds, description: 'Why it did not reach its reader, or was not wanted there.' },
      requestId: { ...guid, description: 'The request that it is about.' },
      userId: { ...guid, description: 'The user whom it is about, where it is about no request.' },
    },
  ),
} as const satisfies Record<(typeof eventKinds)[ChangeType]['schema'], Schema>

const eventSchema = ({ type, schema }: (typeof eventKinds)[ChangeType]): Schema =>
  objectOf<CloudEvent>({
    specversion: { const: '1.0' },
    id: { ...guid, description: 'The same for the same change, however often it is told.' },
    source: { ...string, format: 'uri', description: 'The channel: urn:b2b-onboarding:channel: and its name.' },
    type: { const: type },
    subject: { ...guid, description: 'The id of what changed.' },
    time: { ...instant, description: 'When it was told; not part of what it is.' },
    datacontenttype: { const: 'application/json' },
    dataschema: { ...string, format: 'uri' },
    data: reference(schema),
  })

const at = '2026-11-28T12:00:00.000Z'
const [one, organizationId] = ['4f5b7c1e-0d3a-5b8e-9c62-7a1d2e3f4a5b', '0b9f6f0e-2c1d-4e7a-8f35-6d5c4b3a2918']

/** One change of each kind, from which the examples are made as what is sent is. */
export const sampleChanges: readonly Change[] = [
  { type: 'request', id: one, revision: 2, status: 'Approved', at },
  { type: 'organization', id: organizationId, revision: 3, status: 'Active', at },
  { type: 'user', id: one, organizationId, revision: 3, status: 'Active', at },
  {
    type: 'mail',
    id: '6a1f0c2d-7b3e-5c4d-8e9f-0a1b2c3d4e5f',
    revision: 4,
    status: 'Bounced',
    at,
    mail: { kind: 'approved', trouble: 'bounced', requestId: one },
  },
]

/** The event around each data, by its name. */
export const eventNames = Object.values(eventKinds).map(({ schema }) => schema.replace('Changed', 'Event'))

/** Every schema of events. @param publicUrl origin under which the app is reached */
export const eventSchemas = (publicUrl: string): Readonly<Record<string, Schema>> => ({
  ...dataSchemas,
  ...Object.fromEntries(
    Object.values(eventKinds).map((kind) => [kind.schema.replace('Changed', 'Event'), eventSchema(kind)]),
  ),
  CloudEvents: {
    ...arrayOf({ oneOf: eventNames.map(reference) }),
    examples: [cloudEvents('eu', publicUrl, sampleChanges)],
  },
})
