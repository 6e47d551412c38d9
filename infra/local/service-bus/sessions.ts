// What sessions of the AMQP library must do differently for a server.
import type { IncomingLink, OutgoingLink, ServerConnection, ServerSession } from './rhea-values.ts'

type Link = IncomingLink | OutgoingLink

/**
 * A client may ask to receive in the same breath as it attaches (Qpid Proton does). The library then writes the first
 * transfers before the attach that they belong to, and the client ends the connection.
 */
const attachFirst = (session: ServerSession): void => {
  const write = session._process.bind(session)
  session._process = () => {
    if (session.state.need_open()) session.output(session.local.begin)
    for (const link of Object.values(session.links)) if (link.state.need_open()) session.output(link.local.attach)
    write()
  }
}

/**
 * A name belongs to one direction (AMQP 1.0, 2.6.1): a client may send and receive under the same one. The library
 * knows links by their name alone, so that one in the other direction gets another key.
 */
const keepDirectionsApart = (session: ServerSession): void => {
  const attach = session.on_attach.bind(session)
  session.on_attach = (frame) => {
    const { name, role } = frame.performative
    const taken = session.links[name]
    // The role of a frame is the client's: a receiver there is a sender here.
    if (taken && taken.is_receiver() === role) {
      delete session.links[name]
      session.links[`${name} ${role ? 'in' : 'out'}`] = taken
    }
    attach(frame)
  }
  const remove = session.remove_link.bind(session)
  session.remove_link = (link: Link) => {
    const rest = Object.entries(session.links).filter(([, other]) => other !== link)
    remove(link)
    for (const key of Object.keys(session.links)) delete session.links[key]
    Object.assign(session.links, Object.fromEntries(rest))
  }
}

/** Watches the sessions that a client begins on a connection. */
export const attendSessions = (connection: ServerConnection): void => {
  const create = connection.create_session.bind(connection)
  connection.create_session = () => {
    const session = create() as ServerSession
    attachFirst(session)
    keepDirectionsApart(session)
    return session
  }
}
