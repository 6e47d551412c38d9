// Two employees of one company ask: the second prospect says by what it matches the first, on its page, in the list, in its
// JSON and in the note that the seller reads. Neither waits for it, and no applicant learns of it.

import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { aRequest, bringToSales, prospectWhere, readProspect, salesUser, submit } from '../support/people.ts'

let env: Environment
beforeAll(async () => {
  env = await startEnvironment()
}, 60_000)
afterAll(() => env.close())

const twin = (firstName: string, email: string) =>
  aRequest('Twin', {
    company: {
      name: 'Twin AG',
      address: { line1: 'Hauptstr. 1', city: 'Berlin', country: 'DE' },
      registrationNumber: 'HRB 777',
      taxId: 'DE777',
    },
    requestor: { firstName, lastName: 'Roth', email },
    language: 'en',
  })

it('the second of two employees says which fields match and whom, and both are won', async () => {
  const { requestId: first } = await submit(env, twin('Ada', 'eva@twin.example'))
  await bringToSales(env, first)
  const stranger = await submit(env, aRequest('Nobody Like Them'))
  const second = await submit(env, twin('Tom', 'tom@twin.example'))
  await bringToSales(env, second.requestId)

  const earlier = await readProspect(env, first)
  const later = await readProspect(env, second.requestId)
  expect(earlier).not.toHaveProperty('likelyDuplicates')
  expect(await readProspect(env, stranger.requestId)).not.toHaveProperty('likelyDuplicates')
  const matches = ['taxId', 'registrationNumber', 'domain', 'name']
  expect(later?.likelyDuplicates).toEqual([
    { prospectId: first, number: earlier?.number, companyName: 'Twin AG', status: 'Open', matches },
  ])
  expect(later?.flags).toEqual([])

  const staff = async (path: string) => (await fetch(env.url + path)).text()
  const page = await staff(`/headquarters/prospects/${second.requestId}`)
  expect(page).toContain('Likely duplicates')
  expect(page).toContain('tax number, registration number, e-mail domain or website, company name')
  expect(page).toContain(`/headquarters/prospects/${first}`)
  expect(await staff(`/headquarters/prospects/${first}`)).not.toContain('Likely duplicates')
  const list = (await (await fetch(`${env.url}/api/prospects`)).json()) as { items: Record<string, unknown>[] }
  expect(list.items.filter(({ likelyDuplicates }) => likelyDuplicates !== undefined)).toMatchObject([
    { prospectId: second.requestId, likelyDuplicates: 1 },
  ])

  const seller = await salesUser(env)
  const noteOf = async (leadId: string) => {
    const { Lead_Annotation: notes } = await seller.call(
      'GET',
      `leads(${leadId})?$expand=Lead_Annotation($select=notetext)`,
    )
    return (notes as { notetext: string }[]).map(({ notetext }) => notetext).join('\n')
  }
  expect(await noteOf(second.requestId)).toContain(
    `- ${earlier?.number} Twin AG: the same tax number, registration number, e-mail domain or website, company name`,
  )
  expect(await noteOf(first)).not.toContain('duplicate')
  expect(await (await fetch(second.statusUrl)).text()).not.toMatch(/duplicate|Twin AG/)

  for (const { requestId } of [{ requestId: first }, second]) await seller.win(await seller.qualify(requestId))
  for (const id of [first, second.requestId])
    await prospectWhere(env, id, 'it is approved', ({ status }) => status === 'Approved')
  expect((await readProspect(env, second.requestId))?.likelyDuplicates).toMatchObject([{ status: 'Approved', matches }])
})
