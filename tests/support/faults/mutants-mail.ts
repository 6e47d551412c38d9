// Planted mistakes in how mails are sent.

import type { Decision } from '../../../shared/domain/prospect.ts'
import { done } from '../../../shared/domain/work-result.ts'
import { decisionMailId } from '../../../shared/headquarters/decision-mail-id.ts'
import { createHeadquartersStore } from '../../../shared/headquarters/store/headquarters-store.ts'
import type { MailRecord } from '../../../shared/headquarters/store/mail-record.ts'
import { mailOf } from '../../../shared/headquarters/store/prospects.ts'
import type { Row } from '../../../shared/platform/table.ts'
import type { Variant } from './app.ts'
import { withPorts, withTable, withValues, withWrites } from './mutant-tools.ts'
import type { Mutant } from './mutants.ts'
import type { Ports } from './ports.ts'

const isMail = (key: string): boolean => key.includes('|m|')

/** Sends before anything is noted, or after it is noted as sent; or notes nothing. */
const sendUnclaimed = (notes: 'before' | 'afterwards' | 'never'): Variant => ({
  piece: {
    works: (works, { headquarters, sendMail, now }: Ports) => ({
      ...works,
      mail: async (message) => {
        if (message.type !== 'decision-mail') return works.mail(message)
        const { prospectId, decision } = message.data
        const { prospects, mails } = createHeadquartersStore(headquarters)
        const stored = await prospects.read(prospectId)
        if (!stored || mailOf(stored, decision)) return done
        const { status, number, request } = stored.value
        const mailId = decisionMailId(prospectId, decision)
        const kind = status === 'Approved' ? 'approved' : 'rejected'
        const about = { numbers: [number], channel: request.channel }
        const at = now().toISOString()
        const row: MailRecord = { mailId, decision, kind, language: 'en', about, state: 'Accepted', tries: 1, at }
        if (notes === 'before') await mails.write(prospectId, row, undefined)
        const text = { to: '', toName: '', subject: '', html: '', text: '' }
        const outcome = await sendMail({ id: mailId, ...text, customArgs: { mailId, prospectId } })
        if (outcome.outcome !== 'accepted') return { outcome: 'later', code: outcome.code }
        if (notes === 'afterwards') await mails.write(prospectId, { ...row, at: now().toISOString() }, undefined)
        return done
      },
    }),
  },
})

export const mailMutants: Readonly<Record<string, Mutant>> = {
  'request that came and nobody is told of': {
    variant: withWrites('headquarters', (write) => (write.key.startsWith('push-new|') ? undefined : write)),
    shows: 'two employees',
    caughtBy: 'I14 the last event of a request is how it stands',
  },
  'event of a mail not stored with what became of it': {
    variant: withWrites('headquarters', (write) => (write.key.startsWith('push-mail|') ? undefined : write)),
    shows: 'approve',
    caughtBy: 'I14 the last event of a mail is how it stands',
  },
  'what became of a mail later is not told': {
    variant: withWrites('headquarters', (write) =>
      write.key.startsWith('push-mail|') &&
      write.op === 'put' &&
      (write.value as { state?: unknown }).state === 'Bounced'
        ? undefined
        : write,
    ),
    shows: 'site takes events',
    caughtBy: 'I14 the last event of a mail is how it stands',
  },
  'mails left out of what a site is told': {
    variant: withPorts(({ send }) => ({
      send: async (messages) =>
        send(messages.filter((message) => message.type !== 'site-event' || message.data.through < 4)),
    })),
    shows: 'site takes events',
    caughtBy: 'I14 a site is told of every change',
  },
  'what the profile switches off is sent': {
    variant: { piece: { chooseMail: () => async () => ({ isOff: false }) } },
    shows: 'switched off',
    caughtBy: 'I3 one mail per decision',
  },
  'what staff want after all stays as the profile says': {
    variant: withValues('headquarters', (key, value) => {
      if (!key.endsWith('|a') || !value['decision']) return value
      const { mailWanted: _, ...decision } = value['decision'] as Decision
      return { ...value, decision }
    }),
    shows: 'switched off',
    caughtBy: 'I3 one mail per decision',
  },
  'mail sent before it is claimed': {
    variant: sendUnclaimed('afterwards'),
    shows: 'approve',
    caughtBy: 'I3 one mail per decision',
  },
  'mail sent without a ledger': {
    variant: sendUnclaimed('never'),
    shows: 'approve',
    caughtBy: 'I3 one mail per decision',
  },
  'mail taken for sent when it is claimed': {
    variant: sendUnclaimed('before'),
    shows: 'approve',
    caughtBy: 'I3 one mail per decision',
  },
  'a claimed mail taken for sent': {
    variant: withTable('headquarters', (table) => ({
      range: async (partition, from, to, limit) => {
        const rows = await table.range(partition, from, to, limit)
        return rows.map((row): Row => {
          const mail = row.value as { state?: string }
          return isMail(row.key) && mail.state === 'Sending' ? { ...row, value: { ...mail, state: 'Accepted' } } : row
        })
      },
    })),
    shows: 'approve',
    caughtBy: 'I3 one mail per decision',
  },
  'mail of unknown fate sent again at once': {
    variant: withValues('headquarters', (key, value) =>
      isMail(key) ? { ...value, at: '1970-01-01T00:00:00.000Z' } : value,
    ),
    shows: 'approve with mail events',
    caughtBy: 'I3 one mail per decision',
  },
  'mail sent before the channel was told': {
    variant: { piece: { mailAfterPush: () => false } },
    shows: 'approve',
    caughtBy: 'I5 the mail tells what is already true',
  },
}
