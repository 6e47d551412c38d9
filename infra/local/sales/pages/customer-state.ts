// Deactivate and activate an account or a contact.
import type { Customer } from './customer.ts'
import type { Reply } from './reply.ts'
import type { PageExtras, Route, Visit } from './route.ts'
import { afterWrite, setState } from './write.ts'

type Show = (visit: Visit, extras: PageExtras) => Promise<Reply | undefined>

const states = {
  activate: { statecode: 0, statuscode: 1, done: 'activated' },
  deactivate: { statecode: 1, statuscode: 2, done: 'deactivated' },
} as const

/** The commands that change the state of a customer. @param show its page, for refusals */
export const customerStateRoutes = ({ set, read }: Customer, show: Show): readonly Route[] =>
  Object.entries(states).map(([command, { statecode, statuscode, done }]) => ({
    path: `/${set}/:id/${command}`,
    post: async (visit) => {
      if (!(await read(visit.sales, visit.id))) return undefined
      const written = await setState(visit.sales, `${set}(${visit.id})`, statecode, statuscode)
      return afterWrite(written, `/${set}/${visit.id}?done=${done}`, (error, status) => show(visit, { error, status }))
    },
  }))
