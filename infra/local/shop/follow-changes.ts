// Keeps the shop's list of users: reads the changes of its channel when it is told of some, and now and then by itself, in
// case that a call was lost. Nothing stays open meanwhile, and what a call says is only ever taken as a hint to read.

import type { Kept } from './kept-file.ts'
import type { Answer, CallApi } from './partner-api.ts'
import { type Change, emptyList, type ShopUser, type UserList, withChange, withUser } from './user-list.ts'

type Deps = {
  readonly callSite: CallApi
  readonly kept: Kept<UserList>
  readonly say: (line: string) => void
}

const everyMs = 60_000
/** After a call that failed. */
const againMs = 3000

type Page = { readonly items: readonly Change[]; readonly cursor: string }
type UserPage = { readonly items: readonly ShopUser[]; readonly cursor?: string }

const taken = <T>(answer: Answer<T>): T => {
  if (answer.ok) return answer.value
  throw new Error(`${answer.status} ${answer.problem.code}`)
}

/** Everybody, page by page: what a shop does whose cursor is older than the changes that are kept. */
const readAll = async (callSite: CallApi): Promise<UserList> => {
  let list = emptyList
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const query = cursor === '' ? '' : `?${new URLSearchParams({ cursor })}`
    const page: UserPage = taken(await callSite('GET', `/api/channel/users${query}`))
    for (const user of page.items) list = withUser(list, user)
    cursor = page.cursor
  }
  return list
}

/** Reads from the list's place to the end. What was read holds as a whole or not at all, so nobody sees half of it. */
const readOn = async (callSite: CallApi, before: UserList): Promise<UserList> => {
  let list = before
  for (;;) {
    const query = new URLSearchParams(list.cursor === undefined ? {} : { cursor: list.cursor })
    const answer: Answer<Page> = await callSite('GET', `/api/channel/changes?${query}`)
    if (!answer.ok && answer.problem.code === 'cursor-too-old') {
      list = await readAll(callSite)
      continue
    }
    const { items, cursor } = taken(answer)
    if (items.length === 0 && cursor === list.cursor) return list
    list = { ...items.reduce(withChange, list), cursor }
    if (items.length === 0) return list
  }
}

/** Reads at once, and then whenever it is told to, and every minute. */
export const followChanges = ({ callSite, kept, say }: Deps) => {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let isHinted = false
  let isClosed = false
  let trouble = ''

  const pass = async (): Promise<number> => {
    try {
      const before = kept.get()
      const list = await readOn(callSite, before)
      if (list !== before) kept.set(list)
      trouble = ''
      return everyMs
    } catch (error) {
      const told = error instanceof Error ? error.message : String(error)
      // The app may start later than the shop, so that one is silent.
      if (told !== trouble && !told.startsWith('0 ')) say(`The shop cannot read its changes: ${told}`)
      trouble = told
      return againMs
    }
  }

  const read = (): Promise<void> => {
    clearTimeout(timer)
    isHinted = running !== undefined
    running ??= pass().then((ms) => {
      running = undefined
      if (isClosed) return undefined
      // Something may have changed after this pass had looked.
      if (isHinted) return read()
      timer = setTimeout(() => void read(), ms)
      return undefined
    })
    return running
  }

  void read()
  return {
    /** Reads what there is now. */
    read,
    close: async (): Promise<void> => {
      isClosed = true
      clearTimeout(timer)
      await running
    },
  }
}
