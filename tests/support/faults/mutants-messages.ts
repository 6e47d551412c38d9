// Planted mistakes in what is done with messages, events and Sales.

import { type SalesHint, salesChangeMessage } from '../../../shared/domain/messages.ts'
import type { SalesSnapshot } from '../../../shared/domain/sales-outcome.ts'
import { createApplySalesChange } from '../../../shared/dual-write/apply-sales-change.ts'
import { createHeadquartersStore } from '../../../shared/headquarters/store/headquarters-store.ts'
import { createNumberSequences } from '../../../shared/headquarters/store/number-sequences.ts'
import { deriveId } from '../../../shared/platform/ids.ts'
import { put } from '../../../shared/platform/table.ts'
import { withPorts, withTable } from './mutant-tools.ts'
import type { Mutant } from './mutants.ts'

const lead = 'I2 one lead, note, customer pair and hierarchy'

export const messageMutants: Readonly<Record<string, Mutant>> = {
  'completed before the work is done': {
    variant: { completesFirst: true },
    shows: 'approve',
    caughtBy: 'I3 one mail per decision',
  },
  'failures to send swallowed': {
    variant: withPorts(({ send }) => ({ send: (...args) => send(...args).catch(() => undefined) })),
    shows: 'approve',
    caughtBy: 'I3 one mail per decision',
  },
  'transient failures thrown instead of put off': {
    variant: withPorts(({ send }) => ({
      send: (messages, delayMs = 0) => {
        if (messages.some(({ attempt }) => attempt > 0)) throw new Error('The work failed.')
        return send(messages, delayMs)
      },
    })),
    shows: 'short outage',
    caughtBy: 'I6 nothing stuck or given up',
  },
  'ladder without since': {
    variant: withPorts(({ send }) => ({
      send: (messages, delayMs) =>
        send(
          messages.map(({ since: _, ...message }) => message),
          delayMs,
        ),
    })),
    shows: 'long refusal',
    caughtBy: 'I6 nothing stuck or given up',
  },
  'dead letters dropped': {
    variant: {
      piece: {
        dead: () => {
          const drop = async () => undefined
          return { 'sales-writes': drop, 'sales-changes': drop, mail: drop, 'site-events': drop }
        },
      },
    },
    shows: 'dead letter',
    caughtBy: 'I6 nothing stuck or given up',
  },
  'parked work not released': {
    variant: withTable('errors', (table) => ({
      range: async (partition, from, to, limit) =>
        from.startsWith('parked|') ? [] : table.range(partition, from, to, limit),
    })),
    shows: 'paused meanwhile',
    caughtBy: 'I6 nothing stuck or given up',
  },
  'pause remembered after it ended': {
    variant: {
      piece: {
        gate: (gate) => {
          let paused = false
          return {
            ...gate,
            isPaused: async () => {
              paused ||= await gate.isPaused()
              return paused
            },
          }
        },
      },
    },
    shows: 'paused meanwhile',
    caughtBy: 'I6 nothing stuck or given up',
  },
  'what an event says believed': {
    variant: {
      piece: {
        hook: (_, __, world) => async (data) =>
          world.queues.send(
            'sales-changes',
            [{ type: 'sales-change', data, attempt: 0, correlationId: '' }],
            world.time.now,
          ),
        handlers: (handlers, ports) => ({
          ...handlers,
          'sales-changes': async (body) => {
            const { payload, ...hint } = (body as { data: SalesHint & { payload?: string } }).data
            if (payload === undefined) return handlers['sales-changes'](body)
            const sales = { ...ports.sales, readLead: async () => JSON.parse(payload) as SalesSnapshot }
            const takeNumber = createNumberSequences(ports.headquarters)
            const headquarters = createHeadquartersStore(ports.headquarters)
            const apply = createApplySalesChange({
              ...ports,
              headquarters,
              sales,
              takeNumber,
              tradeOf: () => ({}),
              mailAfterPush: true,
            })
            const { outcome } = await apply(salesChangeMessage(hint))
            if (outcome !== 'done') throw new Error('The work was not done.')
          },
        }),
      },
    },
    shows: 'forged',
    caughtBy: 'I3 the decision of Sales',
  },
  'no catch-up': {
    variant: { piece: { jobs: (jobs) => ({ ...jobs, 'catch-up': async () => ({ processed: 0, failed: 0 }) }) } },
    shows: 'approve',
    caughtBy: 'I3 the decision of Sales',
  },
  'progress stored before the hints are sent': {
    variant: withPorts(({ sales, errors, now }) => ({
      sales: {
        ...sales,
        changedLeads: async (from) => {
          const page = await sales.changedLeads(from)
          const seen = { since: now().toISOString() }
          const tables = { leads: seen, opportunities: seen, accounts: seen, contacts: seen, annotations: seen }
          const round = { at: now().toISOString() }
          await errors.write('catch-up', [put('looked', { v: 2, tables, round })])
          return page
        },
      },
    })),
    shows: 'unheard',
    caughtBy: 'I3 the decision of Sales',
  },
  'refused table read as no change, and no round': {
    variant: withPorts(({ sales, headquarters }) => ({
      headquarters: {
        ...headquarters,
        range: async (partition, from, to, limit) =>
          from.startsWith('list|All') ? [] : headquarters.range(partition, from, to, limit),
      },
      sales: {
        ...sales,
        changedLeads: (from) => sales.changedLeads(from).catch(() => ({ changed: [] })),
        changedOpportunities: (from) => sales.changedOpportunities(from).catch(() => ({ changed: [] })),
      },
    })),
    shows: 'unheard, table refused',
    caughtBy: 'I3 the decision of Sales',
  },
  'lead written over instead of created only': {
    variant: withPorts(({ sales }, world) => ({
      sales: {
        ...sales,
        writeLead: async (written) => {
          const known = world.sales.rows.leads.get(written.prospectId)
          if (known) {
            const { edited: _, ...rest } = known
            world.sales.rows.leads.set(written.prospectId, rest)
          }
          return sales.writeLead(written)
        },
      },
    })),
    shows: 'approve',
    caughtBy: lead,
  },
  'a new lead at every try': {
    variant: withPorts(({ sales }, world) => ({
      sales: {
        ...sales,
        writeLead: (written) => {
          const again = world.sales.rows.leads.has(written.prospectId)
          const id = deriveId('again', world.sales.version())
          return sales.writeLead(again ? { ...written, prospectId: id, noteId: deriveId('note', id) } : written)
        },
      },
    })),
    shows: 'approve',
    caughtBy: lead,
  },
  'a new note at every try': {
    variant: withPorts(({ sales }, world) => ({
      sales: {
        ...sales,
        writeLead: async (written) => {
          if (world.sales.rows.leads.has(written.prospectId))
            world.sales.rows.notes.set(deriveId('again', world.sales.version()), written.prospectId)
          return sales.writeLead(written)
        },
      },
    })),
    shows: 'approve',
    caughtBy: lead,
  },
  'customers made here not written to Sales': {
    variant: withPorts(({ sales }) => ({ sales: { ...sales, writeContact: async () => 'exists' } })),
    shows: 'made from request',
    caughtBy: lead,
  },
}
