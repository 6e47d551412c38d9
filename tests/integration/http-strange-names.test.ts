// Strange but legal values go all the way: to the lead, the customers, the pages and the mail, and arrive as they were.

import { parse } from 'parse5'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isPlainCompanyName } from '../../shared/domain/plain-name.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { aRequest, mailsTo, prospectWhere, quiet, runJobs, salesUser, submit } from '../support/people.ts'
import { elementsOf, shapeOf, textOf } from './http-page-shape.ts'

type Strange = { company: string; first: string; last: string; comments: string }

const hundred = `${'Überlänge & Söhne '.repeat(5)}GmbH 12345`

const people: Record<string, Strange> = {
  'an apostrophe': { company: "O'Brien's & Sons", first: "D'Arcy", last: 'O’Brien-Ní Dhomhnaill', comments: "It's" },
  'a query in a name': {
    company: 'Robert"); DROP TABLE Channel;--',
    first: "Robert'); DROP",
    last: "x' or '1'='1",
    comments: "'; --",
  },
  'right to left': { company: 'شركة النور للتجارة', first: 'محمد', last: 'עברי', comments: 'مرحبا 123 abc' },
  'joiners and emoji': { company: '👩‍👩‍👧‍👦 Family 🏴󠁧󠁢󠁥󠁮󠁧󠁿', first: 'نامه‌ای', last: '👨🏽‍🔧', comments: 'क्‍ष' },
  'one hundred characters': {
    company: hundred,
    first: 'x'.repeat(50),
    last: 'ß'.repeat(50),
    comments: 'ﷺ'.repeat(1500),
  },
  'marks on marks': { company: 'Zo\u0308e\u0301 Z̸̢̛̗A̵L̶G̷O', first: 'I\u0307lker', last: 'ﬁ', comments: 'e\u0301' },
  'markup where text is free': {
    company: 'Fish & Chips &amp; Co',
    first: 'Ada &lt;b&gt;',
    last: '"Roth"',
    comments: '</textarea><script>alert(1)</script>',
  },
  templates: {
    company: '{{companyName}} %s {0} #{x}',
    first: '-name-',
    last: '$& $1 \\n',
    comments: '<%= 7*7 %> {{{html}}}',
  },
  'headers in a name': {
    company: 'Subject: x Bcc: y@evil.example',
    first: '=?utf-8?B?eA==?=',
    last: 'Content-Type: x',
    comments: 'Bcc: z',
  },
  'words of JavaScript': { company: 'constructor', first: '__proto__', last: 'null', comments: 'undefined' },
}

const requestOf = (name: string, { company, first, last, comments }: Strange) => {
  const base = aRequest(name)
  return {
    ...base,
    company: {
      ...base.company,
      name: company,
      taxId: comments.slice(0, 50),
      address: { ...base.company.address, line1: last, city: first },
    },
    requestor: { ...base.requestor, firstName: first, lastName: last, jobTitle: comments.slice(0, 100) },
    comments,
    language: 'en',
    attributes: { expectedVolume: comments.slice(0, 200), constructor: last },
  }
}

const stored = (text: string): string => text.normalize('NFC')

let env: Environment
const ids = new Map<string, string>()
const requests = new Map(Object.entries(people).map(([name, strange]) => [name, requestOf(name, strange)]))
const addressOf = (name: string): string => requests.get(name)?.requestor.email ?? ''
const idOf = (name: string): string => ids.get(name) ?? ''

beforeAll(async () => {
  env = await startEnvironment()
  for (const [name, request] of requests) ids.set(name, (await submit(env, request)).requestId)
  ids.set('plain', (await submit(env, aRequest('Plain GmbH', { language: 'en' }))).requestId)
  await runJobs(env, 'PullChannelRequests', 'SynchronizeChannelRequests')
  await quiet(env)
  const seller = await salesUser(env)
  for (const id of ids.values()) {
    await prospectWhere(env, id, 'the lead is written', ({ sales }) => sales.lead.writtenAt !== undefined)
    await seller.win(await seller.qualify(id))
  }
  for (const id of ids.values()) await prospectWhere(env, id, 'it is approved', ({ status }) => status === 'Approved')
  await runJobs(env, 'PushCustomersToChannel')
  await quiet(env)
}, 120_000)
afterAll(() => env.close())

describe.each(Object.entries(people))('%s', (name, strange) => {
  const company = stored(strange.company)

  it('reaches the lead, the account and the contact unchanged', async () => {
    const sales = await salesUser(env)
    const prospect = await prospectWhere(env, idOf(name), 'two customers', ({ customers }) => customers.length === 2)
    const [organization, person] = prospect.customers
    expect(await sales.call('GET', `leads(${idOf(name)})`)).toMatchObject({
      companyname: company,
      firstname: stored(strange.first),
      lastname: stored(strange.last),
      description: stored(strange.comments),
      address1_line1: stored(strange.last),
    })
    expect(await sales.call('GET', `accounts(${organization?.customerId})`)).toMatchObject({ name: company })
    expect(await sales.call('GET', `contacts(${person?.customerId})`)).toMatchObject({
      firstname: stored(strange.first),
      lastname: stored(strange.last),
    })
    expect(prospect.company.name).toBe(company)
    expect(organization?.name).toBe(company)
  })

  it('stands on the pages of headquarters as text', async () => {
    const prospect = await prospectWhere(env, idOf(name), 'it is approved', ({ status }) => status === 'Approved')
    const plain = await prospectWhere(env, idOf('plain'), 'it is approved', ({ status }) => status === 'Approved')
    const pagesOf = ({ prospectId, customers, hierarchy }: typeof prospect) => [
      `/headquarters/prospects/${prospectId}`,
      ...customers.map(({ customerId }) => `/headquarters/customers/${customerId}`),
      `/headquarters/customer-hierarchies/${hierarchy?.hierarchyId}`,
    ]
    const read = (path: string) => fetch(env.url + path).then((response) => response.text())
    const [mine, others] = await Promise.all([prospect, plain].map((each) => Promise.all(pagesOf(each).map(read))))
    expect(mine).toHaveLength(4)
    for (const [at, markup] of (mine ?? []).entries()) {
      // Ids, addresses and the number of facts differ from one prospect to another; kinds of elements must not.
      const kinds = (page = '') => new Set(shapeOf(page).map((line) => line.replaceAll(/=\S*/g, '')))
      expect([...kinds(markup)].filter((kind) => !kinds(others?.[at]).has(kind))).toEqual([])
      expect(textOf(parse(markup))).toContain(at === 2 ? stored(strange.last) : company)
    }
  })

  it('stands in the mail as text, and adds no line, no recipient and no link', async () => {
    const [mail, ...more] = mailsTo(env, addressOf(name))
    expect(more).toEqual([])
    expect(mail?.to).toBe(addressOf(name))
    expect(mail?.subject).toMatch(/^[^\p{Cc}\p{Zl}\p{Zp}]{5,200}$/u)
    // What is no plain name is left out, and the sentence does without.
    const isNamed = isPlainCompanyName(strange.company)
    expect(mail?.subject.includes(company.slice(0, 20))).toBe(isNamed)
    expect(mail?.text.includes(company)).toBe(isNamed)
    const [plainMail] = mailsTo(env, aRequest('Plain GmbH').requestor.email)
    // Each mail has the secret link to its own request; all else is the same.
    const shape = (page = '') => shapeOf(page.replaceAll(/\/requests\/[0-9a-f-]{36}\?token=[\w-]{43}/g, '/requests'))
    expect(shape(mail?.html)).toEqual(shape(plainMail?.html))
    expect(textOf(parse(mail?.html ?? '')).includes(company)).toBe(isNamed)
    const details: unknown = await (await fetch(`${env.inbox.url}/api/messages/${mail?.id}`)).json()
    expect(details).toMatchObject({ recipients: [{ email: addressOf(name) }], cc: [], bcc: [], replyTo: [] })
  })
})

it('the list shows all of them, each by its name', async () => {
  const markup = await (await fetch(`${env.url}/headquarters/prospects?pageSize=200`)).text()
  const cells = elementsOf(parse(markup))
    .filter(({ tagName }) => tagName === 'td')
    .map(textOf)
  for (const { company } of Object.values(people)) expect(cells.join('\n')).toContain(stored(company))
})
