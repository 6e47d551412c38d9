// A Web API with one lead whose texts the test chooses; it can fail on demand, which the whole stand-in does not.
import type { SalesApi } from '../../infra/local/sales/base/api.ts'

/** The id of the lead. */
export const id = '8b0c1111-2222-4333-8444-555566667777'

/** A Web API that holds one lead whose every text is `value`, and counts the writes it gets. */
export const oneLead = () => {
  const state = { value: 'plain', writes: 0, fail: false }
  const columns =
    'fullname firstname lastname subject companyname jobtitle emailaddress1 telephone1 mobilephone websiteurl'
  const more =
    'address1_line1 address1_line2 address1_postalcode address1_city address1_stateorprovince address1_country description'
  const lead = () => ({
    ...Object.fromEntries(`${columns} ${more}`.split(' ').map((column) => [column, state.value])),
    '@odata.etag': 'W/"7"',
    leadid: id,
    statecode: 0,
    statuscode: 1,
    createdon: '2026-11-21T06:12:00Z',
    opportunity_originating_lead: [{ opportunityid: id, name: state.value, statuscode: 1 }],
    account_originating_lead: [{ accountid: id, name: state.value, accountnumber: state.value }],
    contact_originating_lead: [{ contactid: id, fullname: state.value, emailaddress1: state.value }],
  })
  const lists: Record<string, () => unknown[]> = {
    savedqueries: () => [{ savedqueryid: id, name: 'All commerce B2B leads' }],
    leads: () => [lead()],
    annotations: () => [{ subject: state.value, notetext: state.value, createdon: '2026-11-21T06:12:00Z' }],
    accounts: () => [{ accountid: id, name: state.value, accountnumber: state.value }],
    contacts: () => [{ contactid: id, fullname: state.value, emailaddress1: state.value }],
  }
  const answer = (status: number, body: unknown) => Promise.resolve({ status, headers: {}, body })
  const api: SalesApi = (method, path) => {
    if (state.fail) return answer(503, { error: { code: '', message: state.value } })
    if (method !== 'GET') {
      state.writes += 1
      return answer(400, { error: { code: '0x80040265', message: state.value } })
    }
    if (path.startsWith(`leads(${id})`)) return answer(200, lead())
    const list = lists[path.split('?')[0] ?? '']
    return list
      ? answer(200, { value: list() })
      : answer(404, { error: { code: '0x80040217', message: 'Does Not Exist' } })
  }
  return { api, state }
}
