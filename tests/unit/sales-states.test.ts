// What the states of a lead and of an opportunity mean, and what else is read of an opportunity.

import { describe, expect, it } from 'vitest'
import { statusReason } from '../../shared/sales/sales-row.ts'
import { leadState, opportunityColumns, opportunityOf } from '../../shared/sales/sales-states.ts'
import { leadId } from '../support/domain-samples.ts'

const label = 'statuscode@OData.Community.Display.V1.FormattedValue'

describe('the state', () => {
  it.each([
    [0, 'Open'],
    [1, 'Qualified'],
    [2, 'Disqualified'],
    [3, 'Unknown'],
    [-1, 'Unknown'],
    [undefined, 'Unknown'],
    ['new', 'Unknown'],
  ])('%j of a lead is %s', (statecode, state) => {
    expect(leadState({ statecode })).toBe(state)
  })

  it('that is empty is not known either', () => {
    expect(leadState({ statecode: null })).toBe('Unknown')
    expect(opportunityOf({ opportunityid: leadId, statecode: null }).state).toBe('Unknown')
  })

  it.each([
    [0, 'Open'],
    [1, 'Won'],
    [2, 'Lost'],
    [3, 'Unknown'],
    [undefined, 'Unknown'],
  ])('%j of an opportunity is %s', (statecode, state) => {
    expect(opportunityOf({ opportunityid: leadId, statecode }).state).toBe(state)
  })

  it('reason is the label people see, and absent without one', () => {
    expect([statusReason({ statuscode: 6, [label]: 'No Longer Interested' }), statusReason({ statuscode: 6 })]).toEqual(
      ['No Longer Interested', undefined],
    )
  })
})

describe('an opportunity', () => {
  it('names its account and contact', () => {
    const row = {
      opportunityid: leadId.toUpperCase(),
      name: 'Deal',
      statecode: 1,
      [label]: 'Won',
      _parentaccountid_value: 'A1',
      _parentcontactid_value: 'C1',
    }
    expect(opportunityOf(row)).toEqual({
      id: leadId,
      name: 'Deal',
      state: 'Won',
      statusReason: 'Won',
      accountId: 'a1',
      contactId: 'c1',
    })
    for (const name of Object.keys(row).filter((column) => column !== label))
      expect(opportunityColumns.split(',')).toContain(name)
  })
})
