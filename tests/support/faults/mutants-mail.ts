// Planted mistakes in how mails are sent.

import { done } from '../../../shared/domain/work-result.ts'
import { decisionMailId } from '../../../shared/headquarters/decision-mail-id.ts'
import { mailKey } from '../../../shared/headquarters/keys.ts'
import type { MailRow } from '../../../shared/headquarters/prospect-rows.ts'
import { mailOf, readProspect } from '../../../shared/headquarters/prospect-rows.ts'
import { shardOf } from '../../../shared/platform/ids.ts'
import { put, type Row } from '../../../shared/platform/table.ts'
import type { Variant } from './app.ts'
import { withTable, withValues } from './mutant-tools.ts'
import type { Mutant } from './mutants.ts'
import type { Ports } from './ports.ts'

const isMail = (key: string): boolean => key.includes('|m|')

/** Sends first; writes what came of it afterwards, if at all. */
const sendFirst = (records: boolean): Variant => ({
  piece: {
    works: (works, { headquarters, sendMail, now }: Ports) => ({
      ...works,
      mail: async (message) => {
        if (message.type !== 'decision-mail') return works.mail(message)
        const { prospectId, decision } = message.data
        const stored = await readProspect(headquarters, prospectId)
        if (!stored || mailOf(stored, decision)) return done
        const mailId = decisionMailId(prospectId, decision)
        const kind = stored.row.value.status === 'Approved' ? 'approved' : 'rejected'
        const text = { to: '', toName: '', subject: '', html: '', text: '' }
        const outcome = await sendMail({ id: mailId, ...text, customArgs: { mailId, prospectId } })
        if (outcome.outcome !== 'accepted') return { outcome: 'later', code: outcome.code }
        const at = now().toISOString()
        const row: MailRow = { mailId, decision, kind, language: 'en', state: 'Accepted', tries: 1, at }
        if (records) await headquarters.write(shardOf(prospectId), [put(mailKey(prospectId, decision), row)])
        return done
      },
    }),
  },
})

export const mailMutants: Readonly<Record<string, Mutant>> = {
  'mail sent before it is claimed': {
    variant: sendFirst(true),
    shows: 'approve',
    caughtBy: 'I3 one mail per decision',
  },
  'mail sent without a ledger': {
    variant: sendFirst(false),
    shows: 'approve',
    caughtBy: 'I3 one mail per decision',
  },
  'mail taken for sent when it is claimed': {
    variant: withValues('headquarters', (key, value) =>
      isMail(key) && value['state'] === 'Sending' ? { ...value, state: 'Accepted' } : value,
    ),
    shows: 'approve',
    caughtBy: 'I3 one mail per decision',
  },
  'a claimed mail taken for sent': {
    variant: withTable('headquarters', (table) => ({
      range: async <T>(partition: string, from: string, to: string, limit?: number) => {
        const rows = await table.range<T>(partition, from, to, limit)
        return rows.map((row): Row<T> => {
          const mail = row.value as { state?: string }
          return isMail(row.key) && mail.state === 'Sending'
            ? { ...row, value: { ...row.value, state: 'Accepted' } }
            : row
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
