// Acceptance 4: 5,000 EUR set in headquarters stands on the account, 7,000 set in Sales stands in headquarters, and 50,000
// waits for a second person; the site is told, and shows it to Admins only.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Organization } from '../../shared/domain/customer.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { foreignSite } from '../support/foreign-site.ts'
import { approve, quiet, readCustomer, runJobs, salesUser } from '../support/people.ts'
import { until } from '../support/until.ts'

const site = await foreignSite('https://shop.example')
let env: Environment
let seller: Awaited<ReturnType<typeof salesUser>>
beforeAll(async () => {
  env = await startEnvironment({ ...site.settings, CREDIT_SECOND_APPROVER_ABOVE: '10000 EUR' })
  seller = await salesUser(env)
})
afterAll(() => env?.close())

const plain = (text = '') => text.replaceAll('&quot;', '"').replaceAll('&#39;', "'")
/** Opens the page and sends its form, or another one of it, with what is typed. */
const press = async (customerId: string, more: '' | '/confirm' | '/withdraw', typed: Record<string, string> = {}) => {
  const page = `${env.url}/headquarters/customers/${customerId}`
  const shown = await (await fetch(more === '' ? `${page}/credit` : page)).text()
  const etag = plain(/name="etag" value="([^"]*)"/.exec(shown)?.[1])
  const answer = await fetch(`${page}/credit${more}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: env.url },
    body: new URLSearchParams({ etag, ...typed }),
  })
  await quiet(env)
  return { status: answer.status, location: answer.headers.get('location') ?? '', text: await answer.text() }
}
const organization = (id: string) => readCustomer<Organization>(env, id)
const account = (id: string) =>
  seller.call('GET', `accounts(${id})?$select=creditlimit,creditonhold,_transactioncurrencyid_value`)
const organizationWhere = (id: string, what: string, holds: (one: Organization) => boolean) =>
  until(what, async () => {
    const one = await organization(id)
    return holds(one) ? one : undefined
  })
const hasError = async () =>
  (await (await fetch(`${env.url}/headquarters/dual-write`)).text()).includes('no active currency')
const currencyIn = async (code: string): Promise<string> => {
  const [row] = await seller.rows(
    `transactioncurrencies?$select=transactioncurrencyid&$filter=isocurrencycode eq '${code}'`,
  )
  return String(row?.['transactioncurrencyid'])
}

let refused: ReturnType<typeof approve> | undefined
/** One partner for everything that is refused. */
const refusedPartner = () => {
  refused ??= approve(env, seller, 'Credit Refused GmbH')
  return refused
}

describe('the credit of a partner', () => {
  it('set here stands on the account, set there stands here, and the site shows it to Admins', async () => {
    const { accountId, email } = await approve(env, seller, 'Credit Ways GmbH')
    const saved = await press(accountId, '', { limit: '5000', currency: 'EUR', onHold: 'Invoice', mandatory: 'Yes' })
    expect([saved.status, saved.location]).toEqual([303, `/headquarters/customers/${accountId}?done=credit`])
    const written = await until('it is written', async () => {
      const row = await account(accountId)
      return row['creditlimit'] === 5000 ? row : undefined
    })
    const euro = await currencyIn('EUR')
    expect(written).toMatchObject({ creditonhold: true, _transactioncurrencyid_value: euro })

    await seller.call('PATCH', `accounts(${accountId})`, { creditlimit: 7000 })
    const taken = await organizationWhere(
      accountId,
      'the limit arrives',
      ({ credit }) => credit?.limit === '7000.00 EUR',
    )
    expect(taken.credit).toEqual({ limit: '7000.00 EUR', mandatory: 'Yes', onHold: 'Invoice' })
    const version = (await account(accountId))['@odata.etag']
    await quiet(env)
    expect((await account(accountId))['@odata.etag']).toBe(version)

    await runJobs(env, 'PushCustomersToChannel')
    const asAda = site.callOf(env, email)
    expect(await (await asAda('GET', '/api/organization')).json()).toMatchObject({
      credit: { limit: '7000.00', currency: 'EUR', mandatory: true, onHold: 'Invoice' },
    })
    const page = await (await fetch(`${env.url}/headquarters/customers/${accountId}`)).text()
    expect(page).toContain('EUR\u00a07,000.00')
  })

  it('above the setting waits for a second person, who is not the one that wants it', async () => {
    const { accountId } = await approve(env, seller, 'Credit Waits GmbH')
    await press(accountId, '', { limit: '5000', currency: 'EUR' })
    const proposed = await press(accountId, '', { limit: '50000', currency: 'EUR' })
    expect(proposed.location).toBe(`/headquarters/customers/${accountId}?done=credit-proposed`)
    expect(await organization(accountId)).toMatchObject({
      credit: { limit: '5000.00 EUR' },
      flags: ['credit-proposed'],
      proposedCredit: { changes: [{ path: 'credit.limit', before: '5000.00 EUR', after: '50000.00 EUR' }] },
    })
    // Whoever works on this machine alone is one person.
    expect((await press(accountId, '/confirm')).location).toContain('done=second-person-needed')
    expect((await account(accountId))['creditlimit']).toBe(5000)
  })

  it('above the setting in Sales waits as well, and is taken or put back by staff', async () => {
    const { accountId } = await approve(env, seller, 'Credit Sold GmbH')
    await press(accountId, '', { limit: '5000', currency: 'EUR' })
    await seller.call('PATCH', `accounts(${accountId})`, { creditlimit: 60000 })
    const isProposed = ({ proposedCredit }: Organization) => proposedCredit !== undefined
    const waiting = await organizationWhere(accountId, 'it waits', isProposed)
    expect(waiting).toMatchObject({ credit: { limit: '5000.00 EUR' }, proposedCredit: { by: 'sales' } })
    expect((await press(accountId, '/withdraw')).location).toContain('done=withdraw')
    await until('ours is written back', async () =>
      (await account(accountId))['creditlimit'] === 5000 ? true : undefined,
    )

    await seller.call('PATCH', `accounts(${accountId})`, { creditlimit: 70000 })
    await organizationWhere(accountId, 'it waits again', isProposed)
    expect((await press(accountId, '/confirm')).location).toContain('done=confirm')
    expect((await organization(accountId)).credit).toEqual({ limit: '70000.00 EUR' })
    await quiet(env)
    expect((await account(accountId))['creditlimit']).toBe(70000)
  })

  it('in a currency that Sales lacks becomes an error that people see, and stays here', async () => {
    const { accountId } = await approve(env, seller, 'Credit Krona GmbH')
    expect((await press(accountId, '', { limit: '0', currency: 'SEK' })).status).toBe(303)
    await until('there is an error', async () => ((await hasError()) ? true : undefined))
    expect(await organization(accountId)).toMatchObject({ credit: { limit: '0.00 SEK' }, unwritten: ['credit.limit'] })
    expect((await account(accountId))['creditlimit']).toBeNull()
  })

  it.each([
    [{ limit: '-1', currency: 'EUR' }, 'credit-limit'],
    [{ limit: '1e309', currency: 'EUR' }, 'credit-limit'],
    [{ limit: '0.001', currency: 'EUR' }, 'credit-limit'],
    [{ limit: '10.5', currency: 'JPY' }, 'credit-limit'],
    [{ limit: '10', currency: 'ABC' }, 'credit-currency'],
  ])('%j is refused at its field', async (typed, field) => {
    const { accountId } = await refusedPartner()
    const answer = await press(accountId, '', typed)
    expect(answer.status).toBe(400)
    expect(answer.text).toContain(`href="#${field}"`)
    expect(await organization(accountId)).not.toHaveProperty('credit')
  })
})
