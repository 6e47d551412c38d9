// What the bridge relies on when it writes and reads rows.
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { leadOf, type Organization, type Row, refusal } from './organizations.ts'

/** Declares the tests on an organization; `made` takes note of leads to remove afterwards and gives the id back. */
export const contractOfRows = (organization: () => Organization, made: (leadId: string) => string): void => {
  const notesOf = async (leadId: string): Promise<readonly Row[]> => {
    const filter = `_objectid_value eq ${leadId}`
    const { value } = await organization()
      .client()
      .retrieveMultiple<Row>({
        collection: 'annotations',
        select: ['annotationid', 'subject'],
        filter,
      })
    return value ?? []
  }
  const createLead = async (changes: Row = {}): Promise<string> => {
    const data = leadOf(changes)
    made(data.leadid)
    await organization().client().create({ collection: 'leads', data })
    return data.leadid
  }

  test('a lead is created with its note in one call, under the id we give it', async () => {
    const annotationid = randomUUID()
    const id = await createLead({ Lead_Annotation: [{ annotationid, subject: 'Made by a test' }] })
    const lead = await organization()
      .client()
      .retrieve<Row>({ collection: 'leads', key: id, select: ['companyname', 'statecode'] })
    expect(lead).toMatchObject({ companyname: 'TEST Contract Company', statecode: 0 })
    expect(await notesOf(id)).toMatchObject([{ annotationid, subject: 'Made by a test' }])
  })

  test('a second create under the same id is refused and changes nothing', async () => {
    const id = await createLead()
    const again = organization()
      .client()
      .create({ collection: 'leads', data: leadOf({ leadid: id, companyname: 'Other' }) })
    expect(await refusal(again)).toMatchObject({ status: 412, code: '0x80040237' })
    const lead = await organization()
      .client()
      .retrieve<Row>({ collection: 'leads', key: id, select: ['companyname'] })
    expect(lead['companyname']).toBe('TEST Contract Company')
  })

  test('a change set creates a lead and a note that refers to it', async () => {
    const client = organization().client()
    const data = leadOf()
    made(data.leadid)
    client.startBatch()
    void client.create({ collection: 'leads', data, contentId: '1', inChangeSet: true })
    const note = { subject: 'In a change set', 'objectid_lead@odata.bind': '$1' }
    void client.create({ collection: 'annotations', data: note, contentId: '2', inChangeSet: true })
    expect(await client.executeBatch()).toHaveLength(2)
    expect(await notesOf(data.leadid)).toMatchObject([{ subject: 'In a change set' }])
  })

  test('a change set of which one part is refused does nothing', async () => {
    const client = organization().client()
    const data = leadOf()
    made(data.leadid)
    client.startBatch()
    void client.create({ collection: 'leads', data, contentId: '1', inChangeSet: true })
    const long = leadOf({ firstname: 'x'.repeat(5000) })
    void client.create({ collection: 'leads', data: long, contentId: '2', inChangeSet: true })
    await expect(client.executeBatch()).rejects.toBeDefined()
    const read = organization()
      .client()
      .retrieve({ collection: 'leads', key: data.leadid, select: ['leadid'] })
    expect(await refusal(read)).toMatchObject({ status: 404, code: '0x80040217' })
  })

  test('a batch of creates goes on after one that exists, and tells each result', async () => {
    const existing = await createLead()
    const fresh = made(leadOf().leadid)
    const client = organization().client()
    client.startBatch()
    for (const leadid of [existing, fresh])
      void client.create({ collection: 'leads', data: leadOf({ leadid }), inChangeSet: false })
    await client.executeBatch({ continueOnError: true }).catch((reason: unknown) => {
      if (!Array.isArray(reason)) throw reason
    })
    const lead = await organization()
      .client()
      .retrieve<Row>({ collection: 'leads', key: fresh, select: ['leadid'] })
    expect(lead['leadid']).toBe(fresh)
  })

  test('an upsert that may only create is refused when the row exists, one that may only change when it does not', async () => {
    const { leadid, ...data } = leadOf()
    const upsert = (condition: { ifmatch: string } | { ifnonematch: string }) =>
      organization()
        .client()
        .upsert({ collection: 'leads', key: made(leadid), data, ...condition })
    expect(await refusal(upsert({ ifmatch: '*' }))).toMatchObject({ status: 404 })
    await upsert({ ifnonematch: '*' })
    expect(await refusal(upsert({ ifnonematch: '*' }))).toMatchObject({ status: 412 })
    await upsert({ ifmatch: '*' })
  })

  test('a change made on an older version is refused', async () => {
    const id = await createLead()
    const client = organization().client()
    const read = await client.retrieve<Row>({ collection: 'leads', key: id, select: ['subject'] })
    const change = (subject: string) =>
      client.update({ collection: 'leads', key: id, data: { subject }, ifmatch: String(read['@odata.etag']) })
    await change('First')
    expect(await refusal(change('Second'))).toMatchObject({ status: 412, code: '0x80060882' })
  })

  test('text that is too long for its column is refused', async () => {
    const long = leadOf({ firstname: 'x'.repeat(5000) })
    const create = organization().client().create({ collection: 'leads', data: long })
    expect(await refusal(create)).toMatchObject({ status: 400, code: '0x80044331' })
  })

  test('many rows come in pages, each once', async () => {
    const company = `TEST Pages ${randomUUID()}`
    const ids = new Set<string>()
    for (let at = 0; at < 5; at += 1) ids.add(await createLead({ companyname: company }))
    const request = { collection: 'leads', select: ['leadid'], filter: `companyname eq '${company}'`, maxPageSize: 2 }
    const client = organization().client()
    const sizes: number[] = []
    const seen = new Set<unknown>()
    let link: string | undefined
    do {
      const page = await client.retrieveMultiple<Row>(request, link)
      sizes.push(page.value?.length ?? 0)
      for (const row of page.value ?? []) seen.add(row['leadid'])
      link = page.oDataNextLink
    } while (link)
    expect(sizes).toEqual([2, 2, 1])
    expect(seen).toEqual(ids)
  })
}
