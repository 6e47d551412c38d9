// Companies that are partners already come by a file, by the page and by a call; the same file again changes nothing.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Environment, startEnvironment } from '../support/environment.ts'
import { mailsTo, quiet, runJobs, salesUser } from '../support/people.ts'

type Row = {
  readonly line: number
  readonly outcome: string
  readonly name: string
  readonly number?: string
  readonly why?: string
}
type Import = { readonly importId: string; readonly status: string; readonly rows: readonly Row[] }

const head = 'organization.name;organization.address.city;admin.firstName;admin.lastName;admin.email;invite'
const fileOf = (name: string, count: number): string =>
  [
    `\ufeff${head}`,
    ...Array.from(
      { length: count },
      (_, at) => `"${name} ""${at}""";Ghent;Kay;Berg;kay${at}@${name.toLowerCase()}.example;${at === 0 ? '' : 'no'}`,
    ),
  ].join('\r\n')

describe.each(['sales', 'headquarters'])('an import of partners, where %s decides', (desk) => {
  let env: Environment
  beforeAll(async () => {
    env = await startEnvironment({ APPROVAL_DESK: desk })
  })
  afterAll(() => env.close())

  const post = (text: string, query = '', key?: string) =>
    fetch(`${env.url}/api/partners/import${query}`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv; charset=utf-8', ...(key ? { 'idempotency-key': key } : {}) },
      body: text,
    })
  const importOf = async (answer: Response | Promise<Response>) => (await (await answer).json()) as Import
  /** The same call again says what has become of the rows. */
  const read = (text: string, key: string) => importOf(post(text, '', key))
  const work = async () => {
    await runJobs(env, 'SynchronizeChannelRequests', 'PushCustomersToChannel')
    await quiet(env)
  }
  const partnersNamed = async (name: string) => {
    const answer = await fetch(`${env.url}/api/partners?pageSize=200`)
    const { items } = (await answer.json()) as { items: { name: string }[] }
    return items.filter((item) => item.name.startsWith(name))
  }
  const send = async (formId: string, fields: Record<string, string | Blob>) => {
    const body = new FormData()
    for (const [name, value] of Object.entries(fields)) body.append(name, value)
    const answer = await fetch(`${env.url}/headquarters/partner-imports?formId=${formId}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: env.url },
      body,
    })
    return { status: answer.status, to: answer.headers.get('location') ?? '', text: await answer.text() }
  }

  it('makes fifty partners of fifty rows, and none of the same file again', async () => {
    const text = fileOf('Fifty', 50)
    const preview = await importOf(post(text, '?preview=true'))
    expect([preview.status, preview.rows.every(({ outcome }) => outcome === 'Waiting')]).toEqual(['Preview', true])
    expect(await partnersNamed('Fifty')).toEqual([])
    const answer = await post(text, '', 'fifty-1')
    expect(answer.status).toBe(202)
    const ordered = await importOf(answer)
    expect([ordered.status, ordered.rows.length]).toEqual(['Running', 50])
    expect((await importOf(post(text, '', 'fifty-1'))).importId).toBe(ordered.importId)
    const other = await post(fileOf('Other', 1), '', 'fifty-1')
    expect([other.status, await other.json()]).toMatchObject([422, { code: 'idempotency-key-reused' }])
    await work()
    const ended = await read(text, 'fifty-1')
    expect(ended.status).toBe('Ended')
    expect(ended.rows.every(({ outcome, number }) => outcome === 'Made' && /^H-\d+$/.test(number ?? ''))).toBe(true)
    expect(await partnersNamed('Fifty')).toHaveLength(50)
    expect(mailsTo(env, 'kay0@fifty.example')).toHaveLength(1)
    expect(mailsTo(env, 'kay1@fifty.example')).toEqual([])

    await importOf(post(text, '', 'fifty-2'))
    await work()
    const { status, rows } = await read(text, 'fifty-2')
    expect([status, rows.every(({ outcome }) => outcome === 'Exists')]).toEqual(['Ended', true])
    expect(await partnersNamed('Fifty')).toHaveLength(50)
    if (desk === 'headquarters') return
    const seller = await salesUser(env)
    const accounts = await seller.call('GET', `accounts?$select=name&$filter=contains(name,'Fifty')`)
    expect(accounts['value']).toHaveLength(50)
  }, 120_000)

  it('is refused whole by the call, with every row that is wrong', async () => {
    const text = `organization.name,admin.lastName,admin.email\nGood,Berg,good@refused.example\n,Berg,bad\nTwice,Berg,GOOD@refused.example`
    const answer = await post(text)
    expect(answer.status).toBe(400)
    const { errors } = (await answer.json()) as { errors: { path: string; code: string }[] }
    expect(errors.map(({ path, code }) => [path, code])).toEqual([
      ['rows[3].organization.name', 'required'],
      ['rows[3].admin.email', 'format'],
      ['rows[4].admin.email', 'twice'],
    ])
    const broken = await post('organization.name,admin.lastName,admin.email,password\nx,y,z@a.example,1')
    expect(await broken.json()).toMatchObject({ errors: [{ path: 'rows[1].password', code: 'unknown-column' }] })
    expect((await post('x'.repeat(1024 * 1024 + 1))).status).toBe(413)
    const json = await fetch(`${env.url}/api/partners/import`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })
    expect(json.status).toBe(415)
    expect(await partnersNamed('Good')).toEqual([])
  })

  it('tells before which rows may be accounts of Sales, by name and by address', async () => {
    const head = 'organization.name;organization.email;admin.lastName;admin.email'
    const rows = Array.from(
      { length: 60 },
      (_, at) => `Sought ${at};info@sought${at}.example;Berg;b${at}@sought.example`,
    )
    const file = new Blob([[head, ...rows].join('\n')])
    if (desk === 'headquarters') {
      expect((await send('sought', { file })).text).not.toContain('In Sales already')
      return
    }
    const seller = await salesUser(env)
    await seller.call('POST', 'accounts', { name: 'SOUGHT 3' })
    await seller.call('POST', 'accounts', { name: 'Called otherwise', emailaddress1: 'info@sought55.example' })
    await seller.call('POST', 'accounts', { name: "Sought 3's neighbour" })
    const shown = await send('sought', { file })
    expect(shown.status).toBe(200)
    expect(shown.text.match(/In Sales already/g)).toHaveLength(2)
    for (const words of ['2 rows are companies that Sales may have already', 'SOUGHT 3', 'Called otherwise'])
      expect(shown.text).toContain(words)
  })

  it('shows on its page what would become of each row, makes what can be made, and gives the result as a file', async () => {
    await importOf(post('organization.name,admin.lastName,admin.email\nTaken Works,Berg,taken@paged.example'))
    await work()
    const text = [
      'organization.name,admin.lastName,admin.email',
      'taken works,Berg,taken@paged.example',
      'Elsewhere,Berg,taken2@paged.example',
      '=Formula,Berg,formula@paged.example',
      'Stranger,Berg,formula@paged.example',
      'Wrong,,wrong@paged.example',
    ].join('\n')
    const formId = 'one-form'
    const shown = await send(formId, { file: new Blob([text]) })
    expect(shown.status).toBe(200)
    for (const words of ['2 will be made', '1 exist already', '2 refused', 'Make 2 partners', 'admin.lastName'])
      expect(shown.text).toContain(words)
    expect(await partnersNamed('Elsewhere')).toEqual([])
    const order = { order: 'yes', text: text.replaceAll('\n', '\r\n') }
    const ordered = await send(formId, order)
    expect([ordered.status, (await send(formId, order)).to]).toEqual([303, ordered.to])
    const under = await (await fetch(env.url + ordered.to)).text()
    expect(under).toContain('Under way')
    await work()
    const page = await (await fetch(env.url + ordered.to)).text()
    for (const words of ['Done', '2 made', '1 exist already', '2 refused']) expect(page).toContain(words)
    const file = await (await fetch(`${env.url}${ordered.to}&format=csv`)).text()
    expect(file).toContain("'=Formula")
    expect(file).toMatch(/^6,Wrong,Refused,,,invalid,admin\.lastName\r$/m)
    const list = await (await fetch(`${env.url}/headquarters/partner-imports`)).text()
    expect(list).toContain(ordered.to)
    const audit = (await (await fetch(`${env.url}/api/audit?act=import-partners`)).json()) as { items: object[] }
    expect(audit.items.length).toBeGreaterThan(2)
  })

  it.each([
    ['no file', new Blob(['']), 'Choose a file'],
    ['another encoding', new Blob([Buffer.from('organization.name\nM\xfcller', 'latin1')]), 'not in UTF-8'],
    [
      'a column of no meaning',
      new Blob(['organization.name,x,admin.lastName,admin.email\n1,2,3,4']),
      'Column x. Line 1.',
    ],
    ['too much', new Blob(['x'.repeat(1024 * 1024 + 1)]), 'larger than 1 MB'],
  ])('says on its page what is wrong with %s', async (_, file, words) => {
    const { status, text } = await send('x', { file })
    expect([status, text]).toEqual([400, expect.stringContaining(words)])
  })
})
