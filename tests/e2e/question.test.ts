// Something is asked of an applicant: by staff, who read English in a Dutch browser, of somebody who reads Turkish.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createHeadquartersStore } from '../../shared/headquarters/store/headquarters-store.ts'
import { type Environment, startEnvironment } from '../support/environment.ts'
import {
  aRequest,
  bringToSales,
  mailsTo,
  prospectWhere,
  quiet,
  readProspect,
  runJobs,
  salesUser,
  submit,
} from '../support/people.ts'
import { tableToWrite } from '../support/tables.ts'

const jobs = ['PullChannelRequests', 'SynchronizeChannelRequests', 'PushCustomersToChannel'] as const
const posted = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }

describe('a question to the applicant', () => {
  let env: Environment
  beforeAll(async () => {
    env = await startEnvironment()
  })
  afterAll(() => env.close())

  const turn = async () => {
    await runJobs(env, ...jobs)
    await quiet(env)
  }

  const applied = async (name: string) => {
    const request = aRequest(name, { language: 'tr' })
    const { requestId, statusUrl } = await submit(env, request)
    await bringToSales(env, requestId)
    await quiet(env)
    return { request, requestId, statusUrl, to: request.requestor.email }
  }

  /** A clerk whose browser is Dutch. */
  const clerk = { headers: { 'accept-language': 'nl-NL,nl' } }
  const staffPage = (requestId: string, path = '') => `${env.url}/headquarters/prospects/${requestId}${path}`
  const etagOf = (html: string): string =>
    /name="etag" value="([^"]*)"/.exec(html)?.[1]?.replaceAll('&quot;', '"').replaceAll('&#39;', "'") ?? ''
  const press = async (requestId: string, action: 'ask' | 'take-back', fields: [string, string][], etag?: string) => {
    const address = staffPage(requestId, `/question/${action}`)
    const shown = etag ?? etagOf(await (await fetch(address, clerk)).text())
    return fetch(address, {
      method: 'POST',
      redirect: 'manual',
      headers: { ...posted, ...clerk.headers },
      body: new URLSearchParams([['etag', shown], ...fields]),
    })
  }
  const question = 'Vergi numaranız nedir?\nBelgedeki gibi <yazın>.'
  const asks: [string, string][] = [
    ['text', question],
    ['field', 'company.taxId'],
    ['field', 'company.address'],
  ]
  const notesOf = async (requestId: string) => {
    const row = await (await salesUser(env)).call(
      'GET',
      `leads(${requestId})?$select=cb2b_taxid,companyname,telephone1&$expand=Lead_Annotation($select=subject,notetext)`,
    )
    const notes = row['Lead_Annotation'] as readonly { readonly subject: string | null; readonly notetext: string }[]
    return { row, answers: notes.filter(({ subject }) => subject?.endsWith('answered')) }
  }
  const formIn = (html: string): URLSearchParams => {
    const form = new URLSearchParams()
    for (const [, name = '', value = ''] of html.matchAll(/<input[^>]* name="([^"]+)"[^>]* value="([^"]*)"/g))
      form.append(name, value)
    return form
  }
  const actionIn = (html: string): string =>
    new URL(
      (/<form method="post" action="([^"]+\/answer[^"]+)"/.exec(html)?.[1] ?? '').replaceAll('&amp;', '&'),
      env.url,
    ).href

  it('is mailed, answered and mirrored in Turkish, and the approval follows', async () => {
    const { requestId, to, request } = await applied('Soru Ticaret')
    const before = await (await fetch(staffPage(requestId), clerk)).text()
    expect(before).toContain('Ask the applicant')
    expect((await press(requestId, 'ask', [['text', ' ']])).status).toBe(400)
    expect((await press(requestId, 'ask', asks)).status).toBe(303)
    // The same form once more asks nothing more.
    expect((await press(requestId, 'ask', asks, 'old')).status).toBe(303)
    const waiting = await readProspect(env, requestId)
    expect(waiting?.flags.map(({ code }) => code)).toEqual(['question-open'])
    expect(await (await fetch(staffPage(requestId), clerk)).text()).toContain('Waiting for the applicant')
    expect(mailsTo(env, to)).toEqual([])
    await turn()
    await turn()
    const [mail, ...others] = mailsTo(env, to)
    expect(others).toEqual([])
    expect(mail?.subject).toMatch(/^Başvurunuzla ilgili bir soru: /)
    expect(mail?.html).toContain('<html lang="tr"')
    expect(mail?.html).toContain('Belgedeki gibi &lt;yazın&gt;.')
    expect(mail?.text).toContain('Vergi numaranız nedir?')

    // The link of the mail, in a browser that would like German.
    const link = /https?:\/\/\S+\/requests\/\S+/.exec(mail?.text ?? '')?.[0] ?? ''
    const page = await (await fetch(link, { headers: { 'accept-language': 'de' } })).text()
    expect(page).toContain('<html lang="tr"')
    expect(page).toContain('Yanıtınız bekleniyor')
    expect(page).toContain('Belgedeki gibi &lt;yazın&gt;.')
    const form = formIn(page)
    expect(form.get('company.address.line1')).toBe(request.company.address.line1)
    const send = (body: URLSearchParams) =>
      fetch(actionIn(page), { method: 'POST', redirect: 'manual', headers: posted, body })
    const refused = await send(form)
    expect(refused.status).toBe(400)
    const again = await refused.text()
    expect(again).toContain('<html lang="tr"')
    expect(again).toContain('href="#field-comments"')
    form.set('comments', 'Yeni numara burada.')
    form.set('tax-number', 'TR 55')
    form.set('company.address.country', 'TR')
    const taken = await send(form)
    expect(taken.status).toBe(303)
    const thanks = await (await fetch(new URL(taken.headers.get('location') ?? '', env.url))).text()
    expect(thanks).toContain('Teşekkür ederiz.')
    expect(thanks).not.toContain('Belgedeki')
    expect((await send(form)).status).toBe(303)

    await turn()
    const answered = await prospectWhere(env, requestId, 'it is answered', ({ flags }) =>
      flags.some(({ code }) => code === 'question-answered'),
    )
    expect(answered.company.taxId).toBe('TR 55')
    expect(answered.timeline.map(({ what }) => what)).toContain('Question answered')
    const { row, answers } = await notesOf(requestId)
    expect(answers).toHaveLength(1)
    expect(answers[0]?.notetext).toContain('Yeni numara burada.')
    expect(row['cb2b_taxid']).toBe('TR 55')
    const staff = await (await fetch(staffPage(requestId), clerk)).text()
    expect(staff).toContain('Yeni numara burada.')
    const marked = async (mark: string) => (await fetch(`${env.url}/api/prospects?mark=${mark}`)).text()
    expect(await marked('question-answered')).toContain(requestId)
    expect(await marked('question-open')).not.toContain(requestId)

    const seller = await salesUser(env)
    await seller.win(await seller.qualify(requestId))
    await prospectWhere(env, requestId, 'it is approved', ({ status }) => status === 'Approved')
    await turn()
    const [approval, asked, ...more] = mailsTo(env, to)
    expect(more).toEqual([])
    expect(asked?.id).toBe(mail?.id)
    expect(approval?.html).toContain('<html lang="tr"')
    expect((await readProspect(env, requestId))?.flags).toEqual([])
  })

  it('is asked by a seller who works only in Sales, by a note, and answered there by notes', async () => {
    const { requestId, to, statusUrl } = await applied('Not Ticaret')
    const seller = await salesUser(env)
    const note = (notetext: string, subject?: string) =>
      seller.call('POST', 'annotations', {
        ...(subject ? { subject } : {}),
        notetext,
        'objectid_lead@odata.bind': `/leads(${requestId})`,
      })
    await note('<div data-wrapper="true"><p>#ask Hangi numara?</p><p>Ne zamandan beri?</p></div>')
    await note('#ask ')
    await note('Ask them on Monday', 'Call')
    await runJobs(env, 'CatchUpWithSales')
    await quiet(env)
    const asked = await prospectWhere(env, requestId, 'it is asked', ({ question }) => question !== undefined)
    expect(asked.question).toMatchObject({ number: 1, text: 'Hangi numara?\nNe zamandan beri?', fields: [] })
    await turn()
    expect(mailsTo(env, to).map(({ text }) => text)).toEqual([expect.stringContaining('Ne zamandan beri?')])
    const subjects = async () => {
      const row = await seller.call(
        'GET',
        `leads(${requestId})?$select=leadid&$expand=Lead_Annotation($select=subject)`,
      )
      return (row['Lead_Annotation'] as readonly { readonly subject: string | null }[]).map(
        ({ subject }) => subject ?? '',
      )
    }
    const told = async () => {
      const all = await subjects()
      const asks = all.filter((subject) => subject.endsWith('is asked something'))
      return [asks.length, all.filter((subject) => subject.startsWith('A note was not sent')).length]
    }
    await expect.poll(told).toEqual([1, 1])
    const answerUrl = statusUrl.replace(requestId, `${requestId}/answer`)
    const answer = { question: 1, answer: 'Dün' }
    const sent = await fetch(answerUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(answer),
    })
    expect(sent.status).toBe(202)
    await turn()
    await expect
      .poll(async () => (await notesOf(requestId)).answers.map(({ notetext }) => notetext))
      .toEqual([expect.stringContaining('Dün')])
    // The same notes once more ask nothing.
    await runJobs(env, 'CatchUpWithSales')
    await quiet(env)
    expect((await readProspect(env, requestId))?.asked).toBe(1)
  })

  it('that corrects a tax number finds whom it matches, and is found by it', async () => {
    const first = await applied('Ilk Ticaret')
    const json = (path: string, body: unknown) =>
      fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    const correct = async (requestId: string, statusUrl: string) => {
      await json(`${env.url}/api/prospects/${requestId}/ask`, { text: 'Which?', fields: ['company.taxId'] })
      await turn()
      const company = { taxId: 'TR 777 888' }
      const sent = await json(statusUrl.replace(requestId, `${requestId}/answer`), {
        question: 1,
        answer: 'It',
        company,
      })
      expect(sent.status).toBe(202)
      await turn()
    }
    await correct(first.requestId, first.statusUrl)
    const second = await applied('Ikinci Sanayi')
    const matches = async (requestId: string) =>
      (await readProspect(env, requestId))?.likelyDuplicates?.filter(({ matches: by }) => by.includes('taxId')) ?? []
    expect(await matches(second.requestId)).toEqual([])
    await correct(second.requestId, second.statusUrl)
    expect((await matches(second.requestId)).map(({ prospectId }) => prospectId)).toEqual([first.requestId])
  })

  it('that was decided meanwhile is not mailed, and its answer is refused with a page that says so', async () => {
    const { requestId, to, statusUrl } = await applied('Geç Ticaret')
    expect((await press(requestId, 'ask', asks)).status).toBe(303)
    const token = new URL(statusUrl).searchParams.get('token') ?? ''
    await (await salesUser(env)).call('PATCH', `leads(${requestId})`, { statecode: 2 })
    await prospectWhere(env, requestId, 'it is rejected', ({ status }) => status === 'Rejected')
    await turn()
    expect(mailsTo(env, to).map(({ subject }) => subject)).not.toContain(expect.stringContaining('soru'))
    const answer = await fetch(`${env.url}/requests/${requestId}/answer?token=${token}&language=tr`, {
      method: 'POST',
      redirect: 'manual',
      headers: posted,
      body: new URLSearchParams({ question: '1', comments: 'Geç kaldım' }),
    })
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('yanıtınızı almadık')
  })

  it('that nobody answers is mailed twice more, and then closed; the prospect stays open and can be asked again', async () => {
    const { requestId, to, statusUrl } = await applied('Sessiz Ticaret')
    const { prospects, mails } = createHeadquartersStore(tableToWrite(env.storage, 'Headquarters'))
    /** Everything about the question happened some days earlier than it did. */
    const daysPass = async (days: number) => {
      const earlier = (at: string): string => new Date(Date.parse(at) - days * 86_400_000).toISOString()
      const stored = await prospects.read(requestId)
      const { question, pauses = [] } = stored?.value ?? {}
      if (!stored || !question) throw new Error('Nothing is asked.')
      const next = {
        ...stored.value,
        question: { ...question, askedAt: earlier(question.askedAt) },
        pauses: pauses.map((pause) => ({ ...pause, from: earlier(pause.from) })),
      }
      const unit = prospects.begin(requestId)
      prospects.replace(unit, stored, next, [], stored.value.changedAt)
      await unit.commit()
      for (const mail of stored.mails) await mails.write(requestId, { ...mail.value, at: earlier(mail.value.at) }, mail)
    }
    const look = async () => {
      await runJobs(env, 'RemindApplicants')
      await quiet(env)
    }
    const subjects = () => mailsTo(env, to).map(({ subject }) => subject.replace(/: .*/, ''))
    expect((await press(requestId, 'ask', asks)).status).toBe(303)
    await turn()
    await look()
    const [asked, reminder] = ['Başvurunuzla ilgili bir soru', 'Sorumuzla ilgili hatırlatma']
    expect(subjects()).toEqual([asked])
    await daysPass(30)
    await look()
    await look()
    expect(subjects()).toEqual([reminder, asked])
    const [mail] = mailsTo(env, to)
    expect(mail?.html).toContain('<html lang="tr"')
    expect(mail?.html).toContain('Belgedeki gibi &lt;yazın&gt;.')
    expect(mail?.text).toContain(new URL(statusUrl).searchParams.get('token') ?? '-')
    await daysPass(4)
    await look()
    await look()
    expect(subjects()).toEqual([reminder, reminder, asked])
    expect(await (await fetch(staffPage(requestId), clerk)).text()).toContain('Reminder of a question')
    await daysPass(7)
    await look()
    const closed = await readProspect(env, requestId)
    expect(closed).toMatchObject({ status: 'Open', flags: [{ code: 'question-unanswered' }] })
    expect(closed?.question).toBeUndefined()
    expect(closed?.timeline.map(({ what }) => what)).toContain('Question closed: nobody answered it in time')
    expect(await (await fetch(statusUrl)).json()).toHaveProperty('question')
    await turn()
    expect(await (await fetch(statusUrl)).json()).not.toHaveProperty('question')
    expect((await press(requestId, 'ask', asks)).status).toBe(303)
    expect((await readProspect(env, requestId))?.flags.map(({ code }) => code)).toEqual(['question-open'])
    expect(subjects()).toHaveLength(3)
  })

  it('is told to programs, which answer it', async () => {
    const { requestId, statusUrl } = await applied('Program Ticaret')
    const json = (path: string, body: unknown) =>
      fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    const ask = (body: unknown) => json(`${env.url}/api/prospects/${requestId}/ask`, body)
    expect((await ask({ text: 'Which?', fields: ['requestor.email'] })).status).toBe(400)
    expect((await ask({ text: 'Which?', more: 1 })).status).toBe(400)
    const asked = await ask({ text: 'Which?', fields: ['company.phone'] })
    expect([asked.status, await asked.json()]).toEqual([202, { prospectId: requestId, question: 1 }])
    expect((await ask({ text: 'And?' })).status).toBe(409)
    await turn()
    expect(await (await fetch(statusUrl)).json()).toMatchObject({
      status: 'InReview',
      question: { number: 1, text: 'Which?', fields: [{ path: 'company.phone' }] },
    })
    const answerUrl = statusUrl.replace(requestId, `${requestId}/answer`)
    const wrong = await json(answerUrl, { question: 1, company: { phone: 'no', name: 'B' } })
    expect(wrong.status).toBe(400)
    const { errors } = (await wrong.json()) as { readonly errors: readonly { readonly path: string }[] }
    expect(errors.map(({ path }) => path)).toEqual(['company.name', 'answer', 'company.phone'])
    expect((await json(answerUrl, { question: 2, answer: 'This' })).status).toBe(409)
    const good = { question: 1, answer: 'This', company: { phone: '+90 212 1' } }
    expect((await json(answerUrl, good)).status).toBe(202)
    expect((await json(answerUrl, good)).status).toBe(202)
    await turn()
    expect((await readProspect(env, requestId))?.company.phone).toBe('+90 212 1')
    const back = await json(`${env.url}/api/prospects/${requestId}/take-back-question`, { reason: 'Found it' })
    expect(back.status).toBe(409)
  })
})
