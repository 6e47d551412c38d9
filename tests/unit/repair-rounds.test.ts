// The rounds that staff ask for: what is missing is counted before it is written again, how far a round came is stored as
// it goes, and whoever is cut off in between goes on from there.

import { describe, expect, it } from 'vitest'
import { readRounds } from '../../functions/headquarters/read-rounds.ts'
import type { Message } from '../../shared/domain/messages.ts'
import { writeMissingMessage } from '../../shared/domain/messages.ts'
import type { Prospect } from '../../shared/domain/prospect.ts'
import { askToCompare, compareEverything } from '../../shared/dual-write/compare-everything.ts'
import type { RoundDeps } from '../../shared/dual-write/repair-round.ts'
import { askForMissing, writeMissing } from '../../shared/dual-write/write-missing.ts'
import { listKey, prospectKey } from '../../shared/headquarters/store/keys.ts'
import { StorageUnavailable } from '../../shared/platform/storage-unavailable.ts'
import { put, remove } from '../../shared/platform/table.ts'
import type { Sales } from '../../shared/sales/sales.ts'
import { leadId, now, prospect, written } from '../support/domain-samples.ts'
import { memoryStores } from '../support/memory-stores.ts'
import { silentLog } from '../support/silent-log.ts'

const idOf = (at: number): string => `${leadId.slice(0, -4)}${String(at).padStart(4, '0')}`
const leadOf = (at: number) =>
  ({ leadId: idOf(at), stage: 'Lead open', leadWrittenAt: written }) as const satisfies Prospect['sales']

/** Seven open prospects, of which Sales lacks the leads with an odd number; two prospects a part, one part a message. */
const desk = async () => {
  const { headquarters, dualWrite, tables } = memoryStores()
  for (let at = 0; at < 7; at += 1)
    await headquarters.prospects.create(prospect({ prospectId: idOf(at), sales: leadOf(at) }), [])
  const time = { now: Date.parse(now) }
  const sent: Message[] = []
  const down = { at: Number.POSITIVE_INFINITY, refuses: false }
  let asked = 0
  const { rounds } = dualWrite
  const deps: RoundDeps & { readonly sales: Sales; readonly log: typeof silentLog } = {
    headquarters,
    rounds: {
      read: rounds.read,
      write: async (...what) => {
        asked += 1
        if (asked === down.at) throw new StorageUnavailable('The table could not be reached.')
        return rounds.write(...what)
      },
    },
    sales: {
      leadsById: async (ids: readonly string[]) =>
        ids.filter((id) => Number(id.at(-1)) % 2 === 0).map((id) => ({ id })),
      opportunitiesById: async () => [],
      customersById: async () => ({ found: [], canBeMarked: false }),
    } as unknown as Sales,
    send: async (messages) => void sent.push(...messages),
    now: () => new Date(time.now),
    log: silentLog,
    bounds: { prospectsAtOnce: 2, partsAtOnce: 1 },
  }
  /** Does the messages of rounds; one whose work failed comes again. Says how many there were. */
  const workOff = async (): Promise<number> => {
    let done = 0
    for (let message = sent.shift(); message; message = sent.shift()) {
      if (message.type !== 'compare-all' && message.type !== 'write-missing') continue
      done += 1
      try {
        if (message.type === 'compare-all') await compareEverything(deps, message.data)
        else await writeMissing(deps, message.data)
      } catch (error) {
        if (!(error instanceof StorageUnavailable)) throw error
        sent.unshift(message)
      }
    }
    return done
  }
  const view = async (kind: 'compare-all' | 'write-missing') =>
    (await readRounds(rounds, time.now)).find((round) => round.kind === kind)
  return { deps, sent, workOff, view, time, down, headquarters, tables }
}

describe('comparing everything', () => {
  it('counts what is missing, a part at a time, and has what differs looked at', async () => {
    const { deps, workOff, view } = await desk()
    expect(await askToCompare(deps, 'kim')).toBe('begun')
    expect(await view('compare-all')).toMatchObject({ state: 'running', by: 'kim', prospects: 0 })
    expect(await workOff()).toBe(4)
    const missing = { leads: 3, accounts: 0, contacts: 0 }
    expect(await view('compare-all')).toMatchObject({ state: 'ended', prospects: 7, missing })
    expect((await view('compare-all'))?.different).toBeGreaterThanOrEqual(3)
  })

  it('is one thing however often it is asked for, and shows how far it came', async () => {
    const { deps, sent, workOff, view } = await desk()
    await askToCompare(deps, 'kim')
    expect([await askToCompare(deps, 'lee'), sent.length]).toEqual(['running', 1])
    const [message] = sent
    if (message?.type !== 'compare-all') throw new Error('Nothing was asked for.')
    await compareEverything(deps, message.data)
    expect(await view('compare-all')).toMatchObject({ state: 'running', prospects: 2 })
    // The same message comes once more: the round goes on, and nothing is counted twice.
    await workOff()
    expect(await view('compare-all')).toMatchObject({ state: 'ended', prospects: 7, missing: { leads: 3 } })
  })

  it('that stands still is shown so, and goes on from where it was with the next press', async () => {
    const { deps, sent, workOff, view, time } = await desk()
    await askToCompare(deps, 'kim')
    const [message] = sent.splice(0)
    if (message?.type !== 'compare-all') throw new Error('Nothing was asked for.')
    await compareEverything(deps, message.data)
    sent.splice(0)
    time.now += 10 * 60_000
    expect(await view('compare-all')).toMatchObject({ state: 'still', prospects: 2 })
    expect(await askToCompare(deps, 'lee')).toBe('begun')
    expect(await workOff()).toBe(3)
    expect(await view('compare-all')).toMatchObject({ state: 'ended', by: 'kim', prospects: 7, missing: { leads: 3 } })
  })

  it.each([
    ['lead-missing', 'Missing'],
    ['mail-not-delivered', 'mark:mail-not-delivered'],
  ] as const)('puts what an earlier version flagged as %s into the list %s', async (flag, list) => {
    const { deps, workOff, headquarters, tables } = await desk()
    const lost = prospect({ prospectId: idOf(1), sales: leadOf(1), flags: [flag] })
    await tables.Headquarters.write(leadId.charAt(0), [put(prospectKey(lost.prospectId), lost)])
    const listed = async () => (await headquarters.prospectList(list, 9)).items.map(({ prospectId }) => prospectId)
    expect(await listed()).toEqual([])
    await askToCompare(deps, 'kim')
    await workOff()
    expect(await listed()).toEqual([lost.prospectId])
  })
})

describe('writing again what is missing', () => {
  it.each([1, 2, 3, 4, 5])(
    'is asked for once where storage fails at the note number %i of how far it came',
    async (at) => {
      const { deps, workOff, view, down } = await desk()
      down.at = at + 1
      expect(await askForMissing(deps, 'kim')).toBe('begun')
      await workOff()
      expect(await view('write-missing')).toMatchObject({ state: 'ended', prospects: 7 })
      for (const lead of [1, 3, 5]) {
        const whole = await deps.headquarters.prospects.readWhole(idOf(lead))
        expect(whole?.timeline.map(({ code }) => code)).toEqual(['lead-asked-again'])
      }
    },
  )

  it('ends with its last part: its message does nothing any more, one of an earlier version goes round once', async () => {
    const { deps, sent, workOff, view } = await desk()
    await askForMissing(deps, 'kim')
    const [message] = sent
    await workOff()
    if (message) sent.push(message)
    expect(await workOff()).toBe(1)
    expect(await view('write-missing')).toMatchObject({ missing: { leads: 3 } })
    sent.push(writeMissingMessage('lee'))
    await workOff()
    // All of them were asked for already.
    expect(await view('write-missing')).toMatchObject({
      by: 'lee',
      state: 'ended',
      prospects: 7,
      missing: { leads: 0 },
    })
  })
})

describe('the list of what is missing in Sales', () => {
  it('has a prospect as long as it is flagged, and a lost line of it holds nothing up', async () => {
    const { headquarters, tables } = memoryStores()
    const listed = async () => (await headquarters.prospectList('Missing', 9)).items.length
    const change = async (flags: Prospect['flags']) => {
      const stored = await headquarters.prospects.read(leadId)
      const unit = headquarters.prospects.begin(leadId)
      if (stored) headquarters.prospects.replace(unit, stored, { ...stored.value, flags }, [], now)
      return unit.commit()
    }
    await headquarters.prospects.create(prospect(), [])
    expect(await listed()).toBe(0)
    await change(['account-missing'])
    expect(await listed()).toBe(1)
    await change([])
    expect(await listed()).toBe(0)
    await change(['contact-missing', 'lead-missing'])
    await tables.Headquarters.write(leadId.charAt(0), [remove(listKey('Missing', prospect().createdAt, leadId))])
    expect(await change([])).toBe('conflict')
    await headquarters.prospects.repairLists(leadId)
    expect([await change([]), await listed()]).toEqual(['written', 0])
  })
})
