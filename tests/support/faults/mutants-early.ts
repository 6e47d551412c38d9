// Planted mistakes that do the right thing too early: at rest nothing shows of them.

import { organizationUserKey } from '../../../shared/channel/store/keys.ts'
import { accountFromRequest, contactFromRequest } from '../../../shared/domain/customers-of-prospect.ts'
import { catchUpWithSales } from '../../../shared/dual-write/catch-up-with-sales.ts'
import { derivedIds } from '../../../shared/dual-write/derived-ids.ts'
import { createDualWriteStore } from '../../../shared/dual-write/store/dual-write-store.ts'
import { createHeadquartersStore } from '../../../shared/headquarters/store/headquarters-store.ts'
import { shardOf } from '../../../shared/platform/shards.ts'
import { put, type Table } from '../../../shared/platform/table.ts'
import { withPorts } from './mutant-tools.ts'
import type { Mutant } from './mutants.ts'

const early = 'I10 nothing before its time'
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** The bridge's switch as if nobody had ever used it. */
const neverPaused = (errors: Table): Table => ({
  ...errors,
  read: async (partition, key) => (partition === 'bridge' ? undefined : errors.read(partition, key)),
})

export const earlyMutants: Readonly<Record<string, Mutant>> = {
  'customers made from the request written when the lead is qualified': {
    variant: withPorts(({ sales, headquarters }) => ({
      sales: {
        ...sales,
        readLead: async (leadId) => {
          const snapshot = await sales.readLead(leadId)
          const stored = await createHeadquartersStore(headquarters).prospects.read(leadId)
          if (!stored || snapshot.lead === 'missing' || snapshot.lead.state !== 'Qualified') return snapshot
          const { request } = stored.value
          const { accountId, contactId } = derivedIds(leadId)
          if (snapshot.accounts.length === 0) await sales.writeAccount(accountFromRequest(accountId, request), leadId)
          if (snapshot.contacts.length === 0)
            await sales.writeContact(contactFromRequest(contactId, request), accountId, leadId)
          return snapshot
        },
      },
    })),
    shows: 'made from request',
    caughtBy: early,
  },
  'user told to the channel with the customers': {
    variant: {
      piece: {
        works: (works, { headquarters, channel }) => ({
          ...works,
          'sales-changes': async (message) => {
            const result = await works['sales-changes'](message)
            const prospectId = result.outcome === 'done' ? (result.prospectId ?? '') : ''
            const person = (await createHeadquartersStore(headquarters).prospects.read(prospectId))?.value.person
            if (person)
              await channel.write(shardOf(prospectId), [
                put(organizationUserKey(prospectId, person.customerId), {
                  userId: person.customerId,
                  lastName: person.name,
                  email: `buyer.${prospectId.slice(0, 8)}@fabrikam.example`,
                  role: 'Admin',
                  status: 'Active',
                }),
              ])
            return result
          },
        }),
      },
    },
    shows: 'approve',
    caughtBy: early,
  },
  'pause not asked for before work': {
    variant: { piece: { gate: (gate) => ({ ...gate, isPaused: async () => false }) } },
    shows: 'paused meanwhile',
    caughtBy: early,
  },
  'catch-up goes on while the bridge is paused': {
    variant: {
      piece: {
        jobs: (jobs, { headquarters, errors, sales, send, now }) => ({
          ...jobs,
          'catch-up': catchUpWithSales({
            headquarters: createHeadquartersStore(headquarters),
            dualWrite: createDualWriteStore(neverPaused(errors)),
            switchBridge: async () => 'conflict',
            sales,
            send,
            now,
            log: quiet,
            roundEveryMs: 300_000,
          }),
        }),
      },
    },
    shows: 'paused meanwhile',
    caughtBy: early,
  },
}
