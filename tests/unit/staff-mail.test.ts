// The mail that the bridge paused itself: to staff, once for each pause, and rather twice than never.

import { describe, expect, it } from 'vitest'
import { bridgePausedMailMessage } from '../../shared/domain/messages.ts'
import type { MailOutcome } from '../../shared/mail/mail-outcome.ts'
import type { OutgoingMail } from '../../shared/mail/send-grid.ts'
import { createSendStaffMail } from '../../shared/mail/staff-mail.ts'
import { createStaffMailStore, type StaffMailState } from '../../shared/mail/store/staff-mails.ts'
import { deriveId } from '../../shared/platform/ids.ts'
import { put } from '../../shared/platform/table.ts'
import { now } from '../support/domain-samples.ts'
import { memoryTable } from '../support/memory-table.ts'

const id = deriveId('bridge-paused', now)

const rig = (staffMail = 'staff@contoso.example', ...answers: MailOutcome[]) => {
  const staffMails = createStaffMailStore(memoryTable())
  const sent: OutgoingMail[] = []
  const send = createSendStaffMail({
    staffMails,
    sendMail: async (mail) => {
      sent.push(mail)
      return answers.shift() ?? { outcome: 'accepted' }
    },
    staffMail,
    siteName: 'Contoso <Garden>',
    publicUrl: 'https://partners.example',
  })
  return { send: () => send(bridgePausedMailMessage(now, 12)), sent, staffMails }
}

describe('a pause', () => {
  it('is told with when, after how many errors, and where to look', async () => {
    const { send, sent } = rig()
    expect(await send()).toEqual({ outcome: 'done' })
    const address = 'https://partners.example/headquarters/dual-write'
    expect(sent).toMatchObject([{ id, to: 'staff@contoso.example', toName: '', customArgs: {} }])
    expect(sent[0]?.subject).toBe('Contoso <Garden>: the dual-write bridge has paused itself')
    expect(sent[0]?.text.split('\n')).toEqual([
      `The bridge between headquarters and Sales paused itself at ${now} after 12 errors.`,
      'Changes are kept in order until somebody resumes it.',
      address,
    ])
    expect(sent[0]?.html).toContain('<html lang="en">')
    expect(sent[0]?.html).toContain('<title>Contoso &lt;Garden&gt;: ')
    expect(sent[0]?.html).toContain('<p>Changes are kept in order until somebody resumes it.</p>')
    expect(sent[0]?.html).toContain(`<a href="${address}">${address}</a>`)
  })

  it('is told to nobody where nobody wants to know', async () => {
    const { send, sent } = rig('')
    expect([await send(), sent]).toEqual([{ outcome: 'done' }, []])
  })

  it('that cannot be told now is told later, once', async () => {
    const { send, sent } = rig(undefined, { outcome: 'transient', code: 'http-503' })
    expect(await send()).toEqual({ outcome: 'later', code: 'http-503' })
    for (let time = 0; time < 2; time += 1) expect(await send()).toEqual({ outcome: 'done' })
    expect(sent).toHaveLength(2)
  })

  it('that the provider refuses to tell is an error, and is not tried again by itself', async () => {
    const { send, sent } = rig(undefined, { outcome: 'permanent', code: 'http-401' })
    expect(await send()).toEqual({ outcome: 'failed', code: 'http-401' })
    expect([await send(), sent.length]).toEqual([{ outcome: 'done' }, 1])
  })

  it('of which nobody knows whether it was told is not told again', async () => {
    const { send, sent } = rig(undefined, { outcome: 'unknown', code: 'ETIMEDOUT' })
    expect([await send(), await send(), sent.length]).toEqual([{ outcome: 'done' }, { outcome: 'done' }, 1])
  })

  it('is told again when the process that was telling it died', async () => {
    const { send, sent, staffMails } = rig()
    expect(await staffMails.claim(id)).toBe('claimed')
    expect([await send(), sent.length]).toEqual([{ outcome: 'done' }, 1])
  })
})

describe('the ledger of mails to staff', () => {
  it('goes on with what an earlier version of this program kept', async () => {
    const table = memoryTable()
    await table.write('staff-mail', [put('a', { state: 'accepted' })])
    expect(await createStaffMailStore(table).claim('a')).toBe('accepted')
  })

  it.each<StaffMailState>(['Sending', 'Waiting', 'accepted', 'unknown', 'permanent'])(
    'says that a mail is %s',
    async (state) => {
      const { staffMails } = rig()
      expect(await staffMails.claim('a')).toBe('claimed')
      await staffMails.settle('a', state)
      expect([await staffMails.claim('a'), await staffMails.claim('b')]).toEqual([state, 'claimed'])
    },
  )
})
