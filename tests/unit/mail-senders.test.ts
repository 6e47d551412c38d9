// Who mails are sent by, and who added a user, as templates say it.

import { describe, expect, it } from 'vitest'
import { readMailSenders } from '../../shared/domain/mail-senders.ts'
import { renderUserMail } from '../../shared/mail/send-user-mail.ts'
import { createMailTemplates } from '../../shared/mail/store/mail-templates.ts'
import { memoryTable } from '../support/memory-table.ts'
import { partnerRig } from '../support/partner-rig.ts'

const at = '2026-11-24T08:00:00.000Z'
const templateId = 'd0000000-0000-4000-8000-000000000001'
const desk = { name: 'Onboarding', email: 'desk@shop.example' }

describe('the setting MAIL_SENDERS', () => {
  it('lists names with their addresses, or nobody', () => {
    expect(readMailSenders('')).toEqual({ senders: [], problems: [] })
    expect(readMailSenders(JSON.stringify([desk]))).toEqual({ senders: [desk], problems: [] })
  })

  it.each([
    ['[{"name":"A"}]', 'MAIL_SENDERS[0].email: is missing.'],
    ['[{"name":"A","email":"a"}]', 'MAIL_SENDERS[0].email: must be an e-mail address.'],
    [
      '[{"name":"A\\nB","email":"a@b.example"}]',
      'MAIL_SENDERS[0].name: must be a name of 1 to 100 characters on one line.',
    ],
    ['[{"name":"A","email":"a@b.example","reply":"x"}]', 'MAIL_SENDERS[0].reply: is not known here.'],
    [
      '[{"name":"A","email":"a@b.example"},{"name":"B","email":"A@b.example"}]',
      'MAIL_SENDERS[1].email: is there twice.',
    ],
    ['[]', 'MAIL_SENDERS: must be a list of 1 to 50.'],
    ['desk@shop.example', 'MAIL_SENDERS: is not JSON.'],
  ])('is refused with the place of what is wrong and not with what stands there: %s', (setting, problem) => {
    const { senders, problems } = readMailSenders(setting)
    expect(senders).toEqual([])
    expect(problems).toEqual([problem])
  })
})

describe('the sender of a template', () => {
  it('is kept with its versions beside what the template says', async () => {
    const templates = createMailTemplates(memoryTable(), () => new Date(at))
    await templates.make({ templateId, type: 'approved', name: 'a', version: 0, changedAt: at, changedBy: 'kim' })
    const kept = async () => {
      const found = await templates.read(templateId)
      if (!found) throw new Error('There is no template.')
      return found
    }
    const first = await kept()
    const by = { at, who: 'kim' }
    expect(await templates.changeSender(first, { sender: desk.email, ...by })).toBe('written')
    expect(await templates.changeSender(first, { sender: undefined, ...by })).toBe('conflict')
    const wording = { subject: 'a', body: '<p>a</p>' }
    expect(await templates.change(await kept(), { language: 'nl', wording, ...by })).toBe('written')
    expect((await kept()).template.value).toMatchObject({ version: 2, sender: desk.email })
    expect(await templates.changeSender(await kept(), { sender: undefined, ...by })).toBe('written')
    expect((await kept()).template.value).not.toHaveProperty('sender')
    expect(await templates.versions(templateId)).toEqual([
      { version: 3, ...by },
      { version: 2, language: 'nl', wording, ...by },
      { version: 1, sender: desk.email, ...by },
    ])
  })
})

describe('the mail to a new user', () => {
  const body = '<p>%lastname%</p><p>You were added by %addedby%.</p><p><a href="%signinurl%">Sign in</a></p>'
  const text = { templateId, language: 'tr', version: 1, subject: 'Hello', body } as const

  it('names the Admin who added the user, and is sent by whom the template says', async () => {
    const rig = await partnerRig(async () => ({ isOff: false, text, sender: desk }))
    await rig.add('eva@fabrikam.example')
    await rig.run()
    expect(rig.mailed.map(({ to, from }) => [to, from])).toEqual([['eva@fabrikam.example', desk]])
    expect(rig.mailed[0]?.text).toContain('You were added by Ada Roth.')
  })

  it.each([
    ['staff added the user', undefined],
    ['the name of the Admin is an address', 'see plugh.example/a'],
  ])('leaves the sentence out where %s', (_, addedBy) => {
    const about = { kind: 'user-added', language: 'tr', email: 'eva@fabrikam.example', role: 'User' } as const
    const channel = { title: 'Shop', sender: desk, signInUrl: 'https://shop.example/' }
    const person = { firstName: 'Eva', lastName: 'Berg' }
    const mail = renderUserMail({ ...about, person, companyName: 'Fabrikam GmbH', channel, addedBy }, text)
    expect(mail.template).toEqual({ templateId, version: 1 })
    expect(mail.text).toContain('Berg')
    expect(mail.text).not.toContain('added by')
  })
})
