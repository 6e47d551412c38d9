// What is taken from an event of Dataverse, whole, trimmed, and forged.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { salesHint } from '../../shared/sales/sales-event.ts'
import { entity, image, option, reference, salesEvent, trimmed } from '../support/sales-events.ts'

const lead = '0f8fad5b-d9cb-469f-a165-70867728950e'
const deal = '7c9e6679-7425-40de-944b-e07fc1f90ae7'
const nothing = '00000000-0000-0000-0000-000000000000'

const leadUpdate = salesEvent({
  message: 'Update',
  table: 'lead',
  id: lead,
  input: {
    Target: entity('lead', lead, {
      leadid: lead,
      statecode: option(2),
      statuscode: option(6),
      modifiedon: '/Date(1795251600000)/',
    }),
  },
  after: { AsynchronousStepPrimaryName: image('lead', lead, { fullname: 'Ada Roth', leadid: lead }) },
})
const qualify = (id: string) =>
  salesEvent({
    message: 'QualifyLead',
    table: 'lead',
    id,
    input: {
      LeadId: reference('lead', lead),
      CreateAccount: true,
      CreateContact: true,
      CreateOpportunity: true,
      Status: option(3),
    },
  })
const created = salesEvent({
  message: 'Create',
  table: 'opportunity',
  id: deal,
  input: {
    Target: entity('opportunity', deal, {
      opportunityid: deal,
      name: 'Onboarding',
      originatingleadid: reference('lead', lead),
    }),
  },
})
const stateChange = (images: { before?: object; after?: object } = {}) =>
  salesEvent({
    message: 'Update',
    table: 'opportunity',
    id: deal,
    input: {
      Target: entity('opportunity', deal, { opportunityid: deal, statecode: option(0), statuscode: option(1) }),
    },
    before: images.before ? { before: images.before } : {},
    after: images.after ? { after: images.after } : {},
  })
const close = (message: string, id = deal) =>
  salesEvent({
    message,
    table: 'opportunity',
    id,
    input: {
      OpportunityClose: entity('opportunityclose', '66666666-6666-4666-8666-666666666666', {
        opportunityid: reference('opportunity', deal),
        subject: 'Won',
        actualrevenue: { __type: 'Money:http://schemas.microsoft.com/xrm/2011/Contracts', Value: 0 },
      }),
      Status: option(3),
    },
  })

/** As it travels: text in which slashes are escaped. */
const posted = (event: unknown): unknown => JSON.parse(JSON.stringify(event).replaceAll('/', '\\/'))
const withLead = (at: string) => image('opportunity', deal, { name: at, originatingleadid: reference('lead', lead) })

describe('an event of a lead', () => {
  it.each([
    ['an update', leadUpdate],
    ['a qualification', qualify(lead)],
    ['a qualification that names the lead only in its parameters', qualify(nothing)],
    [
      'a deletion',
      salesEvent({ message: 'Delete', table: 'lead', id: lead, input: { Target: reference('lead', lead) } }),
    ],
    ['an update over 256 KB', trimmed(leadUpdate)],
    ['a qualification over 256 KB', trimmed(qualify(lead))],
    ['an id in capitals', { ...leadUpdate, PrimaryEntityId: lead.toUpperCase() }],
  ])('is a hint at the lead: %s', (_what, event) => {
    expect(salesHint(posted(event))).toEqual({ leadId: lead })
  })

  it.each([undefined, null, '', 'x', 7, nothing, { Id: lead }])('cannot be read when its id is %j', (id) => {
    expect(salesHint({ ...leadUpdate, PrimaryEntityId: id })).toBe('unreadable')
  })
})

describe('an event of an opportunity', () => {
  it.each([
    ['created from it', created],
    ['changed, with an image after', stateChange({ after: withLead('after') })],
    ['changed, with an image before', stateChange({ before: withLead('before') })],
  ])('is a hint at the lead it tells of: %s', (_what, event) => {
    expect(salesHint(posted(event))).toEqual({ leadId: lead })
  })

  it.each([
    ['changed, without images', stateChange()],
    ['changed, with an image of another column', stateChange({ after: image('opportunity', deal, { name: 'x' }) })],
    [
      'changed, with a lead that is none',
      stateChange({ after: image('opportunity', deal, { originatingleadid: reference('lead', nothing) }) }),
    ],
    ['changed, with an empty lead', stateChange({ after: image('opportunity', deal, { originatingleadid: null }) })],
    ['created, over 256 KB', trimmed(created)],
    ['closed, over 256 KB', trimmed(close('Win'))],
  ])('is otherwise a hint at the opportunity: %s', (_what, event) => {
    expect(salesHint(posted(event))).toEqual({ opportunityId: deal })
  })

  it.each(['Win', 'Lose', 'WinOpportunity', 'LoseOpportunity'])(
    '%s names the opportunity in its close activity',
    (message) => {
      const activity = '66666666-6666-4666-8666-666666666666'
      for (const id of [deal, nothing, activity])
        expect(salesHint(posted(close(message, id)))).toEqual({ opportunityId: deal })
    },
  )

  it('cannot be read when it names neither', () => {
    expect(salesHint(posted(trimmed(close('Win', nothing))))).toBe('unreadable')
  })
})

describe('an event of an account or contact', () => {
  it.each([
    ['account', 'Update', 'accountId'],
    ['account', 'Delete', 'accountId'],
    ['contact', 'Update', 'contactId'],
    ['contact', 'Delete', 'contactId'],
  ])('of %s, %s, asks to look at the customer with its id', (table, message, name) => {
    const event = salesEvent({ message, table, id: lead.toUpperCase(), input: { Target: entity(table, lead, {}) } })
    expect(salesHint(event)).toEqual({ [name]: lead })
    expect(salesHint(trimmed(event))).toEqual({ [name]: lead })
    expect(salesHint({ ...event, PrimaryEntityId: 'somewhere' })).toBe('unreadable')
  })

  const seen = (attributes: Record<string, unknown>, place: 'before' | 'after' = 'after') =>
    salesHint(
      salesEvent({
        message: place === 'after' ? 'Update' : 'Delete',
        table: 'account',
        id: deal,
        [place]: { AsynchronousStepPrimaryName: image('account', deal, attributes) },
      }),
    )

  it('says which lead it came from, or that it came from none, where an image shows it', () => {
    expect(seen({ originatingleadid: reference('lead', lead) })).toEqual({ accountId: deal, cameWith: lead })
    expect(seen({ originatingleadid: reference('lead', lead) }, 'before')).toEqual({ accountId: deal, cameWith: lead })
    expect(seen({})).toEqual({ accountId: deal, cameWith: deal })
  })

  it('says nothing of that where it is marked as ours: its lead may be gone', () => {
    expect(seen({ cb2b_customernumber: 'C-000007' })).toEqual({ accountId: deal })
  })
})

describe('an event of another table', () => {
  it.each(['opportunityclose', 'Lead', '', undefined, 7])('(%j) is irrelevant', (table) => {
    expect(salesHint({ ...leadUpdate, PrimaryEntityName: table })).toBe('irrelevant')
  })
})

describe('what is no event', () => {
  it.each([
    [undefined],
    [null],
    ['text'],
    [7],
    [true],
    [[]],
    [[leadUpdate]],
    [{}],
    [{ PrimaryEntityName: 'lead', PrimaryEntityId: lead }],
    [{ ...leadUpdate, MessageName: 7 }],
  ])('%j cannot be read', (body) => {
    expect(salesHint(body)).toBe('unreadable')
  })

  it('never throws and yields nothing but GUIDs', () => {
    const junk = fc.oneof(
      fc.anything(),
      fc.constant([{ key: 'Target', value: null }]),
      fc.constant([null, 7, { key: 'Target', value: { Attributes: 7 } }]),
    )
    const bodies = fc.record({
      MessageName: fc.constantFrom('Update', 'Win', 'QualifyLead'),
      PrimaryEntityName: fc.constantFrom('lead', 'opportunity', 'account'),
      PrimaryEntityId: fc.oneof(fc.uuid(), fc.anything()),
      InputParameters: junk,
      PreEntityImages: junk,
      PostEntityImages: junk,
    })
    fc.assert(
      fc.property(fc.oneof(bodies, fc.anything()), (body) => {
        const hint = salesHint(body)
        if (typeof hint === 'string') return
        for (const id of Object.values(hint)) expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
      }),
    )
  })
})
