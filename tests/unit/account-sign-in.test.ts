// Signing in to the ready pages by a mailed link: who is let in, what uses a link up, and when a session ends.

import { describe, expect, it } from 'vitest'
import { choicesOf } from '../../shared/channel/account/session-user.ts'
import { hashOfToken, linkToken } from '../../shared/channel/account/sign-in-token.ts'
import { readCookie, withCookie } from '../../shared/platform/cookies.ts'
import {
  accountRig,
  ada,
  adaId,
  anOrganization,
  aUser,
  keptIn,
  organizationId,
  secondOrganizationId,
  signIn,
} from '../support/account-samples.ts'
import { httpRequest } from '../support/http-samples.ts'

const partnerRig = async () => {
  const rig = accountRig()
  await rig.tell(anOrganization(), [aUser()])
  return rig
}

describe('asking for a link', () => {
  it('does the same for an address that is known and for one that is not', async () => {
    const rig = await partnerRig()
    const traces = []
    for (const email of [ada, 'nobody@fabrikam.example']) {
      const outcome = await rig.ask(email)
      const row = await rig.stores.links.read(rig.link().linkId)
      traces.push({
        outcome,
        members: Object.keys(row?.value ?? {}),
        types: rig.sent.splice(0).map(({ type }) => type),
      })
    }
    expect(traces[0]).toEqual(traces[1])
    expect(traces[0]?.types).toEqual(['sign-in-mail'])
  })

  it('keeps neither the address nor any secret', async () => {
    const rig = await partnerRig()
    await rig.ask('stranger@elsewhere.example')
    const kept = (await keptIn(rig.channel)) + JSON.stringify(rig.sent)
    for (const secret of ['stranger@elsewhere.example', rig.browser, rig.link().token])
      expect(kept).not.toContain(secret)
  })

  it.each([ada, 'nobody@fabrikam.example'])('is let through five times an hour for %s', async (email) => {
    const rig = await partnerRig()
    const outcomes = []
    for (let time = 0; time < 6; time += 1) outcomes.push((await rig.ask(email)).outcome)
    expect(outcomes).toEqual([...Array.from({ length: 5 }, () => 'asked'), 'limited'])
    rig.pass(13)
    expect(await rig.ask(email.toUpperCase())).toEqual({ outcome: 'asked' })
  })
})

describe('what is no address', () => {
  it('is refused, is mailed to nobody, and counts where it came from', async () => {
    const rig = await partnerRig()
    const sender = { network: '203.0.113.9' }
    const outcomes: string[] = []
    for (let time = 0; time < 400; time += 1) outcomes.push((await rig.ask('ada@"><b>', { sender })).outcome)
    expect(rig.sent).toEqual([])
    expect(outcomes[0]).toBe('refused')
    expect(outcomes.at(-1)).toBe('limited')
    expect(outcomes.filter((outcome) => outcome === 'refused').length).toBeGreaterThanOrEqual(300)
    expect((await rig.ask(ada, { sender })).outcome).toBe('limited')
    expect((await rig.ask(ada, { sender: { network: '198.51.100.7' } })).outcome).toBe('asked')
  })
})

describe('a link', () => {
  it('signs in once, and may be looked at as often as programs like', async () => {
    const rig = await partnerRig()
    await rig.ask(ada)
    const link = rig.link()
    for (let time = 0; time < 3; time += 1) expect(await rig.look(link)).toBe(true)
    const token = await rig.use(link)
    expect(await rig.session(token)).toMatchObject({ outcome: 'signed-in', user: { value: { userId: adaId } } })
    expect(await rig.use(link)).toBeUndefined()
    expect(await rig.look(link)).toBe(false)
  })

  it('signs in one of two who press the button at once', async () => {
    const rig = await partnerRig()
    await rig.ask(ada)
    const link = rig.link()
    const tokens = await Promise.all([rig.use(link), rig.use(link)])
    expect(tokens.filter((token) => token !== undefined)).toHaveLength(1)
  })

  it.each([
    [
      'after fifteen minutes',
      async (rig: Awaited<ReturnType<typeof partnerRig>>) => {
        rig.pass(15.1)
        return rig.link()
      },
    ],
    ['from a browser that asked for nothing', async (rig) => ({ ...rig.link(), browser: undefined })],
    ['from another browser', async (rig) => ({ ...rig.link(), browser: 'v'.repeat(43) })],
    ['with another secret', async (rig) => ({ ...rig.link(), token: linkToken('x'.repeat(40), rig.link().linkId) })],
    ['without its last character', async (rig) => ({ ...rig.link(), token: rig.link().token.slice(0, -1) })],
    [
      'that nobody asked for',
      async (rig) => ({ ...rig.link(), linkId: adaId, token: linkToken('s'.repeat(40), adaId) }),
    ],
  ] as const satisfies readonly [string, (rig: Awaited<ReturnType<typeof partnerRig>>) => Promise<object>][])(
    'is refused %s',
    async (_, linkOf) => {
      const rig = await partnerRig()
      await rig.ask(ada)
      const link = await linkOf(rig)
      expect([await rig.look(link), await rig.use(link)]).toEqual([false, undefined])
    },
  )

  it('works until its fifteenth minute, and with the secret before while one replaces the other', async () => {
    const rig = await partnerRig()
    await rig.ask(ada)
    rig.pass(14.9)
    const { linkId, browser } = rig.link()
    expect(await rig.use({ linkId, browser, token: linkToken('b'.repeat(40), linkId) })).toBeDefined()
  })

  it.each([
    ['whom nobody knows', [], anOrganization()],
    ['who is Pending', [aUser({ status: 'Pending' })], anOrganization()],
    ['who is Disabled', [aUser({ status: 'Disabled', reason: 'security' })], anOrganization()],
    ['who was removed', [aUser({ status: 'Removed' })], anOrganization()],
    ['of a suspended partner', [aUser()], anOrganization({ status: 'Suspended' })],
    ['of a partner that has ended', [aUser()], anOrganization({ status: 'Ended' })],
  ] as const)('mails nothing to somebody %s, and lets them in nowhere', async (_, users, organization) => {
    const rig = accountRig()
    await rig.tell(organization, users)
    await rig.ask(ada)
    const link = rig.link()
    expect([await rig.work(), rig.mails, await rig.use(link)]).toEqual([[{ outcome: 'done' }], [], undefined])
  })
})

describe('a link that was mailed while its person had the right', () => {
  it.each([
    ['is removed', [aUser({ status: 'Removed' })], anOrganization()],
    ['is disabled', [aUser({ status: 'Disabled', reason: 'left-company' })], anOrganization()],
    ['gets another address', [aUser({ email: 'ada.roth@fabrikam.example' })], anOrganization()],
    ['belongs to a suspended partner', [aUser()], anOrganization({ status: 'Suspended' })],
    ['belongs to a partner that has ended', [aUser()], anOrganization({ status: 'Ended' })],
  ] as const)('lets in nobody once the person %s, also not later', async (_, users, organization) => {
    const rig = await partnerRig()
    await rig.ask(ada)
    const link = rig.link()
    await rig.work()
    expect(rig.mails).toHaveLength(1)
    await rig.tell(organization, users)
    expect(await rig.use(link)).toBeUndefined()
    await rig.tell(anOrganization(), [aUser()])
    expect([await rig.look(link), await rig.use(link)]).toEqual([false, undefined])
  })
})

describe('the mail', () => {
  it('leads back to the host on which it was asked for', async () => {
    const rig = await partnerRig()
    await rig.ask(ada, { host: 'second.example' })
    await rig.work()
    expect(rig.mails[0]?.text).toContain('https://second.example/account/link/')
  })

  it('goes once, to the address as it is known, in the language of the user', async () => {
    const rig = await partnerRig()
    await rig.ask(ada.toUpperCase())
    const [message] = rig.sent
    expect(await rig.work()).toEqual([{ outcome: 'done' }])
    if (message?.type === 'sign-in-mail') await rig.sendMail(message)
    expect(rig.mails).toHaveLength(1)
    const [mail] = rig.mails
    expect(mail).toMatchObject({ to: ada, toName: 'Ada Roth', subject: 'Uw link om in te loggen', customArgs: {} })
    expect(mail?.text).toContain('https://works.example/account/link/')
    expect(mail?.text).toContain('language=nl')
  })

  it('is tried again where it certainly was not sent, and not where it may have been', async () => {
    const rig = await partnerRig()
    await rig.ask(ada)
    const [message] = rig.sent.splice(0)
    if (message?.type !== 'sign-in-mail') throw new Error('There is no message.')
    rig.answers.push(
      { outcome: 'transient', code: 'http-503', retryAfterSeconds: 7 },
      { outcome: 'unknown', code: 'http-502' },
    )
    expect(await rig.sendMail(message)).toEqual({ outcome: 'later', code: 'http-503', afterSeconds: 7 })
    expect(await rig.sendMail(message)).toEqual({ outcome: 'done' })
    expect(await rig.sendMail(message)).toEqual({ outcome: 'done' })
    expect(rig.mails).toHaveLength(2)
    expect(rig.lines.map(({ event }) => event)).toEqual(['mail-unknown'])
  })

  it('is given up where the provider refuses it, so that people look', async () => {
    const rig = await partnerRig()
    await rig.ask(ada)
    rig.answers.push({ outcome: 'permanent', code: 'http-400' })
    expect(await rig.work()).toEqual([{ outcome: 'failed', code: 'http-400' }])
  })

  it('does not come when its link works no more', async () => {
    const rig = await partnerRig()
    await rig.ask(ada)
    rig.pass(16)
    expect([await rig.work(), rig.mails]).toEqual([[{ outcome: 'done' }], []])
  })
})

describe('a session', () => {
  it.each([
    ['is disabled', aUser({ status: 'Disabled', reason: 'left-company' }), anOrganization()],
    ['is removed', aUser({ status: 'Removed' }), anOrganization()],
    ['gets another address', aUser({ email: 'ada.roth@fabrikam.example' }), anOrganization()],
    ['is removed and added again', aUser({ addedAt: '2026-11-28T10:00:00.000Z' }), anOrganization()],
    ['belongs to a suspended partner', aUser(), anOrganization({ status: 'Suspended' })],
  ] as const)('ends for good when its person %s', async (_, user, organization) => {
    const rig = await partnerRig()
    const token = await signIn(rig)
    await rig.tell(organization, [user])
    expect(await rig.session(token)).toEqual({ outcome: 'nobody' })
    await rig.tell(anOrganization(), [aUser()])
    expect(await rig.session(token)).toEqual({ outcome: 'nobody' })
  })

  it('lasts for eight hours, goes by every change that leaves the right, and ends by signing out', async () => {
    const rig = await partnerRig()
    const token = await signIn(rig)
    await rig.tell(anOrganization({ name: 'Fabrikam AG' }), [aUser({ role: 'User', phone: '+49 30 1' })])
    rig.pass(479)
    expect(await rig.session(token)).toMatchObject({
      organization: { name: 'Fabrikam AG' },
      user: { value: { role: 'User' } },
    })
    rig.pass(2)
    expect(await rig.session(token)).toEqual({ outcome: 'nobody' })
    const other = await signIn(rig)
    await rig.stores.sessions.end(hashOfToken(other))
    expect(await rig.session(other)).toEqual({ outcome: 'nobody' })
  })

  it('ends when its browser signs in anew, and those of other browsers do not', async () => {
    const rig = await partnerRig()
    const [former, elsewhere] = [await signIn(rig), await signIn(rig)]
    await rig.ask(ada)
    const link = rig.link()
    expect(await rig.use({ ...link, token: 'x'.repeat(43), former })).toBeUndefined()
    expect(await rig.session(former)).toMatchObject({ outcome: 'signed-in' })
    const token = await rig.use({ ...link, former })
    expect(await rig.session(former)).toEqual({ outcome: 'nobody' })
    for (const one of [token, elsewhere]) expect(await rig.session(one)).toMatchObject({ outcome: 'signed-in' })
  })

  it('is nobody’s without its token, and with any other', async () => {
    const rig = await partnerRig()
    await signIn(rig)
    for (const token of [undefined, '', 'w'.repeat(43)]) expect(await rig.session(token)).toEqual({ outcome: 'nobody' })
    expect(await keptIn(rig.channel)).not.toContain('t'.repeat(40))
  })

  it('asks a person of several organizations which one, and takes no other', async () => {
    const rig = await partnerRig()
    await rig.tell(anOrganization({ organizationId: secondOrganizationId, name: 'Contoso' }), [aUser({ role: 'User' })])
    const token = await signIn(rig)
    const state = await rig.session(token)
    if (state.outcome !== 'choose') throw new Error('Nobody asks.')
    const names = (await choicesOf(rig.stores.users, state.session)).map(({ organization }) => organization.name)
    expect(names.toSorted()).toEqual(['Contoso', 'Fabrikam GmbH'])
    expect(await rig.choose(state.session, adaId)).toBe(false)
    expect(await rig.choose(state.session, secondOrganizationId)).toBe(true)
    expect(await rig.session(token)).toMatchObject({
      organization: { name: 'Contoso' },
      user: { value: { role: 'User' } },
    })
    expect(await rig.choose(state.session, organizationId)).toBe(true)
    expect(await rig.session(token)).toMatchObject({ organization: { name: 'Fabrikam GmbH' } })
  })

  it('that was signed out of while an organization was chosen stays ended', async () => {
    const rig = await partnerRig()
    await rig.tell(anOrganization({ organizationId: secondOrganizationId }), [aUser()])
    const token = await signIn(rig)
    const state = await rig.session(token)
    if (state.outcome !== 'choose') throw new Error('Nobody asks.')
    await rig.stores.sessions.end(hashOfToken(token))
    expect(await rig.choose(state.session, organizationId)).toBe(false)
    expect(await rig.session(token)).toEqual({ outcome: 'nobody' })
  })

  it('takes the one of two organizations that are chosen at once', async () => {
    const rig = await partnerRig()
    await rig.tell(anOrganization({ organizationId: secondOrganizationId }), [aUser()])
    const token = await signIn(rig)
    const state = await rig.session(token)
    if (state.outcome !== 'choose') throw new Error('Nobody asks.')
    const both = [organizationId, secondOrganizationId]
    expect(await Promise.all(both.map((id) => rig.choose(state.session, id)))).toEqual([true, true])
    const chosen = await rig.session(token)
    expect(both).toContain(chosen.outcome === 'signed-in' && chosen.organization.organizationId)
  })
})

describe('a cookie', () => {
  it('belongs to this host alone, and no script reads it', () => {
    expect(withCookie({ status: 204 }, 'account', 'x', 60).headers).toEqual({
      'set-cookie': '__Host-account=x; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=60',
    })
  })

  it.each([
    [`__Host-account=${'a'.repeat(43)}`, 'a'.repeat(43)],
    [`other=1; __Host-account=${'b'.repeat(43)}; x=y`, 'b'.repeat(43)],
    [`account=${'a'.repeat(43)}`, undefined],
    ['__Host-account=short', undefined],
    [`__Host-account=${'a'.repeat(42)}%`, undefined],
    ['', undefined],
  ])('of the header %s is read', (cookie, token) => {
    expect(readCookie(httpRequest({ headers: { cookie } }), 'account')).toBe(token)
  })
})
