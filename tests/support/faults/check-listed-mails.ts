// Invariant I16 of mails: each stands in every list where it belongs, as it is now, and nowhere else; and what is counted is
// what there is. It asks the rows of the ledger, and says itself where a mail belongs.

import type { Prospect } from '../../../shared/domain/prospect.ts'
import type { MailRecord } from '../../../shared/headquarters/store/mail-record.ts'
import { countedIn } from './check-listed.ts'
import type { Invariant } from './invariants.ts'
import type { Everything } from './reading.ts'

const invariant: Invariant = 'I16 lists and counts agree'

const inverted = (at: string): string => String(9_999_999_999_999 - Date.parse(at)).padStart(13, '0')

export const checkListedMails = (
  { prospects, customers, rows }: Everything,
  report: (invariant: Invariant, what: string) => void,
): void => {
  const left = new Map(rows.filter(({ key }) => /^list\|Mails[|:]/.test(key)).map(({ key, value }) => [key, value]))
  const counts = new Map<string, number>()
  for (const { key: mailKey, value } of rows) {
    const [ownerId = '', part, number = ''] = mailKey.split('|')
    if (part !== 'm' || !/^[0-9a-f-]{36}$/.test(ownerId)) continue
    const mail = value as MailRecord
    const { mailId, kind, state, trouble, askedAt = '', about } = mail
    const request: Prospect['request'] | undefined = prospects.find((one) => one.prospect.prospectId === ownerId)
      ?.prospect.request
    const ofOwner =
      prospects.find(({ prospect }) => prospect.prospectId === ownerId)?.prospect.number ??
      customers.find(({ customerId }) => customerId === ownerId)?.number
    if (about?.numbers[0] !== ofOwner) report(invariant, `${mailKey} is of ${about?.numbers[0]}, and not of ${ofOwner}`)
    if (request && about?.channel !== request.channel) report(invariant, `${mailKey} is of no channel`)
    const channel = about?.channel === undefined ? [] : [about.channel]
    const lists = [
      'Mails',
      `Mails:${state}`,
      `Mails:type:${kind}`,
      ...channel.map((one) => `Mails:channel:${one}`),
      ...(trouble ? [`Mails:trouble:${trouble.kind}`] : []),
      ...(about?.numbers ?? []).map((one) => `Mails:number:${one}`),
    ]
    const cell = `m|${state}|${kind}|${channel.join('')}|${trouble?.kind ?? ''}`
    counts.set(cell, (counts.get(cell) ?? 0) + 1)
    for (const key of lists.map((list) => `list|${list}|${inverted(askedAt)}|${ownerId}|${number}`)) {
      const line = left.get(key) as { readonly mailId: string; readonly state: string } | undefined
      left.delete(key)
      if (line?.mailId !== mailId || line.state !== state) report(invariant, `${key} says ${line?.state}, not ${state}`)
    }
  }
  for (const key of left.keys()) report(invariant, `${key} lists nothing`)
  const counted = countedIn(rows)
  for (const name of new Set([...counts.keys(), ...counted.keys()]))
    if (name.startsWith('m|') && (counted.get(name) ?? 0) !== (counts.get(name) ?? 0))
      report(invariant, `${name} is counted ${counted.get(name) ?? 0} times, and there are ${counts.get(name) ?? 0}`)
}
