// What sites and their users send and get, for the interface description; held by the compiler against the types it is
// made from, with an example of each.

import type { ApiOrganization, ApiUser } from '../shared/channel/api-user.ts'
import { pageLimits } from '../shared/channel/api-user.ts'
import { cloudEventsBatch } from '../shared/channel/cloud-events.ts'
import type { Choice } from '../shared/channel/identify-user.ts'
import { longestWait, type ToldChange } from '../shared/channel/read-feed.ts'
import type { UserOfSite } from '../shared/channel/users-of-site.ts'
import type { ToldCredit } from '../shared/domain/credit.ts'
import { holds } from '../shared/domain/hold.ts'
import { languages } from '../shared/domain/languages.ts'
import type { Money } from '../shared/domain/money.ts'
import { organizationFields } from '../shared/domain/new-partner.ts'
import { importOutcomes, importRefusals } from '../shared/domain/partner-import.ts'
import {
  changeRefusals,
  chosenReasons,
  disableReasons,
  partnerStatuses,
  type RefusedChange,
  userChangeKinds,
  userStatuses,
} from '../shared/domain/users/user.ts'
import { userFields } from '../shared/domain/users/user-fields.ts'
import { arrayOf, guid, instant, objectOf, reference, type Schema, string } from '../shared/platform/json-schema.ts'

const ids = {
  user: '4f5b7c1e-0d3a-5b8e-9c62-7a1d2e3f4a5b',
  organization: '0b9f6f0e-2c1d-4e7a-8f35-6d5c4b3a2918',
}
const etag = 'W/"datetime\'2026-11-28T12%3A00%3A00.0000000Z\'"'
const language: Schema = { enum: languages.map(({ tag }) => tag) }
const role: Schema = { enum: ['Admin', 'User'] }
const userStatus: Schema = { enum: userStatuses }
const partnerStatus: Schema = { enum: partnerStatuses }
const kind: Schema = { enum: userChangeKinds }
const count: Schema = { type: 'integer', minimum: 0 }

const credit: Schema = {
  ...objectOf<ToldCredit>(
    { mandatory: { type: 'boolean' }, onHold: { enum: ['No', ...holds] } },
    { limit: string, currency: string },
  ),
  description:
    'For Admins: the limit as an exact decimal with the code of its currency, whether it is checked always, and which orders are on hold. What of it is used is the shop’s or the ERP’s to know.',
}

const answer = (description: string, name: string) => ({ description, schema: reference(name) })

export const siteAnswers = {
  Me: answer('The user.', 'Me'),
  Organization: answer('The organization.', 'PartnerOrganization'),
  UserList: answer('One page of the users.', 'UserList'),
  PartnerMade: answer('It is made; its sites know it with the next run of job 1010.', 'PartnerMade'),
  UserAdded: answer('Stored; headquarters decides with its next runs.', 'UserAdded'),
  UserChangeAsked: answer('Stored; headquarters applies it with its next runs.', 'UserChangeAsked'),
  ChannelUsers: answer('The user who has the address, or one page of all.', 'ChannelUsers'),
  ChangeList: {
    ...answer('What changed, or nothing; mails among it as CloudEvents only.', 'ChangeList'),
    byType: { [cloudEventsBatch]: reference('CloudEvents') },
    headers: { Link: { schema: string, description: 'Of CloudEvents: the address of the next call, as rel="next".' } },
  },
} as const

const textOf = (path: string): Schema => {
  const field = userFields.find((one) => one.path === path)
  if (path === 'language') return { type: 'string', maxLength: field?.maxLength, description: 'One of ours.' }
  return { type: 'string', maxLength: field?.maxLength, ...(path === 'email' ? { format: 'email' } : {}) }
}
const fieldSchemas = Object.fromEntries(userFields.map(({ path }) => [path, textOf(path)]))
const example = { firstName: 'Elif', lastName: 'Demir', email: 'elif@fabrikam.example', language: 'tr' }

const textSchema = ({ maxLength }: { readonly maxLength: number }): Schema => ({ type: 'string', maxLength })
const inAddress = 'address.'
const organizationSchemas = {
  ...Object.fromEntries(
    organizationFields
      .filter(({ path }) => !path.startsWith(inAddress))
      .map((field) => [field.path, textSchema(field)]),
  ),
  address: {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      organizationFields
        .filter(({ path }) => path.startsWith(inAddress))
        .map((field) => [field.path.slice(inAddress.length), textSchema(field)]),
    ),
  },
}

export const siteBodies = {
  NewUser: {
    type: 'object',
    additionalProperties: false,
    required: ['lastName', 'email'],
    properties: { ...fieldSchemas, role: { ...role, default: 'User' } },
    examples: [{ ...example, role: 'User' }],
  },
  NewPartner: {
    type: 'object',
    additionalProperties: false,
    required: ['organization', 'users'],
    properties: {
      organization: {
        anyOf: [
          {
            type: 'object',
            additionalProperties: false,
            required: ['organizationId'],
            properties: { organizationId: guid },
            description: 'A customer of type Organization that is here and has no hierarchy.',
          },
          {
            type: 'object',
            additionalProperties: false,
            required: ['name'],
            properties: organizationSchemas,
            description: 'A new one.',
          },
        ],
      },
      users: {
        type: 'array',
        minItems: 1,
        maxItems: 50,
        description: 'At least one is Admin; the first Admin begins the hierarchy.',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['lastName', 'email'],
          properties: { ...fieldSchemas, role: { ...role, default: 'User' } },
        },
      },
      invite: { type: 'boolean', default: true, description: 'Whether the users are told by mail.' },
    },
    examples: [{ organization: { name: 'Fabrikam GmbH' }, users: [{ ...example, role: 'Admin' }] }],
  },
  UserChange: {
    description: 'Some of the fields and the role, of which an empty text takes a field away; or the status alone.',
    anyOf: [
      {
        type: 'object',
        additionalProperties: false,
        minProperties: 1,
        properties: { ...fieldSchemas, role },
        examples: [{ email: 'elif.demir@fabrikam.example' }, { role: 'Admin' }],
      },
      {
        type: 'object',
        additionalProperties: false,
        required: ['status'],
        properties: {
          status: { enum: ['Active', 'Disabled'] },
          reason: { enum: chosenReasons, description: 'Of Disabled; required there.' },
          note: { type: 'string', maxLength: 500, description: 'Of Disabled.' },
        },
        examples: [{ status: 'Disabled', reason: 'on-leave' }, { status: 'Active' }],
      },
    ],
  },
} as const satisfies Record<string, Schema>

const inQuery = (name: string, schema: Schema) => ({ name, in: 'query', schema })

export const siteParameters = {
  organization: [
    {
      name: 'x-organization-id',
      in: 'header',
      description: 'For users of several organizations: the one that is meant.',
      schema: guid,
    },
  ],
  'If-Match': [
    {
      name: 'If-Match',
      in: 'header',
      required: true,
      description: 'The etag of the user as it was shown; * for whatever it is by now.',
      schema: string,
      example: etag,
    },
  ],
  users: [
    inQuery('status', { ...userStatus, description: 'Absent: all but those who were removed.' }),
    inQuery('pageSize', {
      type: 'integer',
      minimum: 1,
      maximum: pageLimits.largestPage,
      default: pageLimits.defaultPage,
    }),
    inQuery('cursor', { ...string, description: 'Given by the page before.' }),
  ],
  siteCaller: [],
  channelUsers: [
    inQuery('email', string),
    inQuery('cursor', { ...string, description: 'Given by the page before; without an address.' }),
  ],
  changes: [
    inQuery('cursor', { ...string, description: 'Given by the call before; absent: from the oldest that is kept.' }),
    inQuery('wait', {
      type: 'integer',
      minimum: 0,
      maximum: longestWait,
      default: 0,
      description: 'Seconds that the call waits for a change where there is none.',
    }),
  ],
} as const satisfies Record<string, readonly Schema[]>

type Me = Pick<ApiUser, 'userId' | 'firstName' | 'lastName' | 'email' | 'language' | 'role' | 'status'> & {
  organization: unknown
  organizations: unknown
}

const sampleChoice = { organizationId: ids.organization, number: 'H-000009', name: 'Fabrikam GmbH' }
const sampleUser = { userId: ids.user, ...example, role: 'User', status: 'Active' }
const sampleOfSite = {
  ...sampleUser,
  organizationId: ids.organization,
  revision: 3,
  organization: { number: 'H-000009', name: 'Fabrikam GmbH', status: 'Active' },
  maySignIn: true,
}

export const siteSchemas: Readonly<Record<string, Schema>> = {
  Choice: objectOf<Choice>({ organizationId: guid, number: string, name: string }),
  Me: {
    ...objectOf<Me>(
      {
        userId: guid,
        lastName: string,
        email: string,
        language,
        role,
        status: userStatus,
        organization: objectOf<Choice & { status: string }>({
          organizationId: guid,
          number: string,
          name: string,
          status: partnerStatus,
        }),
        organizations: arrayOf(reference('Choice')),
      },
      { firstName: string },
    ),
    examples: [{ ...sampleUser, organization: { ...sampleChoice, status: 'Active' }, organizations: [sampleChoice] }],
  },
  PartnerOrganization: {
    ...objectOf<ApiOrganization>(
      {
        organizationId: guid,
        number: string,
        name: string,
        status: partnerStatus,
        channels: { ...arrayOf(string), description: 'Those it buys on; none = every one.' },
        addresses: arrayOf({ type: 'object', additionalProperties: string }),
        maxUsers: { ...count, description: '0 = no limit.' },
        userCount: { ...count, description: 'Those who are Pending, Active or Disabled.' },
      },
      { credit },
    ),
    examples: [
      {
        ...sampleChoice,
        status: 'Active',
        channels: ['eu'],
        addresses: [],
        maxUsers: 50,
        userCount: 2,
        credit: { limit: '5000.00', currency: 'EUR', mandatory: false, onHold: 'No' },
      },
    ],
  },
  OrganizationUser: {
    ...objectOf<ApiUser>(
      {
        userId: guid,
        lastName: string,
        email: string,
        language,
        role,
        status: userStatus,
        addedAt: instant,
        etag: string,
      },
      {
        firstName: string,
        phone: string,
        jobTitle: string,
        spendingLimit: {
          ...objectOf<Money>({ amount: string, currency: string }),
          description: 'How much the user may order for. It is told only: the shop enforces it.',
        },
        reason: { enum: [...new Set([...disableReasons, ...changeRefusals])] },
        endedAt: instant,
        refused: {
          ...objectOf<RefusedChange>({ changeId: guid, kind, code: { enum: changeRefusals }, at: instant }),
          description: 'The last change that headquarters did not take.',
        },
        pending: {
          ...objectOf<NonNullable<ApiUser['pending']>>({ kind, at: instant }, { email: string, role }),
          description: 'What was asked for and is not applied yet.',
        },
      },
    ),
    examples: [{ ...sampleUser, addedAt: '2026-11-28T12:00:00.000Z', etag }],
  },
  UserList: {
    ...objectOf<{ items: unknown; cursor?: string }>(
      { items: arrayOf(reference('OrganizationUser')) },
      { cursor: string },
    ),
    examples: [{ items: [{ ...sampleUser, addedAt: '2026-11-28T12:00:00.000Z', etag }] }],
  },
  PartnerImport: {
    ...objectOf<{ importId: unknown; status: unknown; at: unknown; rows: unknown; endedAt?: unknown }>(
      {
        importId: guid,
        status: { enum: ['Preview', 'Running', 'Ended'] },
        at: instant,
        rows: arrayOf({
          type: 'object',
          required: ['line', 'name', 'outcome'],
          properties: {
            line: { type: 'integer', description: 'Of the file, counted from 1.' },
            name: string,
            outcome: {
              enum: importOutcomes,
              description: 'Waiting: it will be made. Exists: it was a partner already, and stays as it is.',
            },
            organizationId: guid,
            number: { ...string, description: 'Of the hierarchy.' },
            why: { enum: importRefusals },
            columns: arrayOf(string),
          },
        }),
      },
      { endedAt: instant },
    ),
  },
  PartnerMade: {
    ...objectOf<{ hierarchyId: string; organizationId: string; number: string; users: unknown }>({
      hierarchyId: guid,
      organizationId: guid,
      number: { type: 'string' },
      users: {
        type: 'array',
        items: objectOf<{ userId: string; status: string }>({
          userId: guid,
          status: { enum: ['Active', 'Refused'] },
        }),
      },
    }),
  },
  UserAdded: {
    ...objectOf<{ userId: string; status: string }>({ userId: guid, status: { const: 'Pending' } }),
    examples: [{ userId: ids.user, status: 'Pending' }],
  },
  UserChangeAsked: {
    ...objectOf<{ userId: string; pending: unknown }>({ userId: guid, pending: objectOf<{ kind: string }>({ kind }) }),
    examples: [{ userId: ids.user, pending: { kind: 'edit' } }],
  },
  ChannelUser: {
    ...objectOf<UserOfSite>(
      {
        userId: guid,
        organizationId: guid,
        lastName: string,
        email: string,
        language,
        role,
        status: userStatus,
        revision: count,
        organization: objectOf<UserOfSite['organization']>({ number: string, name: string, status: partnerStatus }),
        maySignIn: { type: 'boolean', description: 'Active, of an Active partner.' },
      },
      { firstName: string },
    ),
    examples: [sampleOfSite],
  },
  ChannelUsers: {
    oneOf: [
      objectOf<{ outcome: string; user: unknown }>({ outcome: { const: 'one' }, user: reference('ChannelUser') }),
      objectOf<{ outcome: string }>({ outcome: { enum: ['none', 'many'] } }),
      objectOf<{ items: unknown; cursor?: string }>({ items: arrayOf(reference('ChannelUser')) }, { cursor: string }),
    ],
    examples: [{ outcome: 'one', user: sampleOfSite }, { outcome: 'none' }],
  },
  ChangeList: {
    ...objectOf<{ items: unknown; cursor: string }>({
      items: arrayOf(
        objectOf<ToldChange>(
          {
            type: { enum: ['user', 'organization', 'request'] },
            id: guid,
            revision: {
              ...count,
              description: 'Grows with each change of this id; what is not larger is known already.',
            },
            status: string,
            at: instant,
          },
          { organizationId: guid, user: { ...reference('ChannelUser'), description: 'As it is now.' } },
        ),
      ),
      cursor: { ...string, description: 'Where the next call goes on.' },
    }),
    examples: [
      {
        items: [
          {
            type: 'user',
            id: ids.user,
            organizationId: ids.organization,
            revision: 3,
            status: 'Active',
            at: '2026-11-28T12:00:00.000Z',
            user: sampleOfSite,
          },
        ],
        cursor: 'WyJldSIsNDJd',
      },
    ],
  },
}
