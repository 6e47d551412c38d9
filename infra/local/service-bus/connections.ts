// The AMQP server: connections as rhea has them, with what a server of this protocol must add.
import type { AddressInfo, Server, Socket } from 'node:net'
import type { Container, EventContext, ServerConnectionOptions } from 'rhea'
import { attachIncoming, attachOutgoing } from './attach.ts'
import type { RunningBroker } from './broker.ts'
import type { Faults } from './faults.ts'
import { type Peer, removeConsumer } from './peers.ts'
import { createContainer, type IncomingLink, type OutgoingLink, type ServerConnection } from './rhea-values.ts'
import type { SharedKey } from './sas-token.ts'
import { attendSessions } from './sessions.ts'
import { watchLinks } from './watch-links.ts'

export type Connections = {
  readonly port: number
  attend(broker: RunningBroker): void
  drop(): void
  close(): Promise<void>
}

/** Any format but 0 makes the library hand over the bytes of a message instead of a decoded copy that lost its types. */
const rawFormat = 1

const keepRaw = (connection: ServerConnection): void => {
  const onTransfer = connection.on_transfer.bind(connection)
  connection.on_transfer = (frame) => {
    frame.performative.message_format ||= rawFormat
    onTransfer(frame)
  }
}

/**
 * Clients leave Nagle's algorithm on: a frame that gets no answer would hold up the next one until the delayed
 * acknowledgement, 40 ms later. An empty frame is that answer.
 */
const acknowledgeReads = (connection: ServerConnection): void => {
  const { socket } = connection
  socket.prependListener('data', () => {
    const before = socket.bytesWritten
    setImmediate(() => {
      if (socket.writable && socket.bytesWritten === before && connection.is_open()) connection._write_frame(0)
    })
  })
}

const options = {
  max_frame_size: 65_536,
  channel_max: 4999,
  idle_time_out: 240_000,
  tcp_no_delay: true,
  // Twice what clients hold unsettled on one session, so that it is never this end that stops.
  session_buffer_size: { outgoing: 4096 },
  receiver_options: { autoaccept: false, credit_window: 1000 },
  sender_options: { treat_modified_as_released: false },
}

const listen = (container: Container, port: number): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = container.listen({ ...options, host: '127.0.0.1', port } as ServerConnectionOptions)
    server.once('error', reject)
    server.once('listening', () => resolve(server))
  })

/** Says goodbye, and ends what has not ended after this many milliseconds. */
const closeAll = async (
  server: Server,
  connections: Iterable<ServerConnection>,
  sockets: ReadonlySet<Socket>,
  patience: number,
): Promise<void> => {
  const ended = new Promise<void>((resolve) => server.close(() => resolve()))
  for (const connection of connections)
    connection.close({ condition: 'amqp:connection:forced', description: 'The broker is closing.' })
  const timer = setTimeout(() => {
    for (const socket of sockets) socket.destroy()
  }, patience)
  await ended
  clearTimeout(timer)
}

/**
 * Listens on 127.0.0.1; port 0 takes any free one. Rejects with the code EADDRINUSE when the port is taken.
 * The broker is named before the first connection can be there.
 */
export const openConnections = async (
  port: number,
  key: SharedKey,
  faults: Faults | undefined,
): Promise<Connections> => {
  const container = createContainer('service-bus')
  container.sasl_server_mechanisms.enable_anonymous()
  const peers = new Map<ServerConnection, Peer>()
  let broker: RunningBroker | undefined

  const welcome = (connection: ServerConnection) => {
    if (!broker) {
      connection.socket.destroy()
      return
    }
    const drop = () => void connection.socket.destroy()
    const faultOf: Peer['faultOf'] = (operation) => faults?.(operation)
    const peer: Peer = {
      broker,
      connection,
      key,
      claims: new Map(),
      consumers: new Map(),
      uses: new Map(),
      faultOf,
      drop,
    }
    peers.set(connection, peer)
    keepRaw(connection)
    attendSessions(connection)
    acknowledgeReads(connection)
    // A connection that is reset ends without the events of the protocol.
    const endWatch = watchLinks(peer)
    connection.socket.once('close', () => {
      endWatch()
      connection.eof()
      peers.delete(connection)
      for (const consumer of [...peer.consumers.keys()]) removeConsumer(peer, consumer)
    })
  }
  const peerOf = ({ connection }: EventContext) => peers.get(connection as ServerConnection)

  container.on('connection_open', ({ connection }: EventContext) => welcome(connection as ServerConnection))
  container.on('receiver_open', (context: EventContext) => {
    const peer = peerOf(context)
    if (peer) attachIncoming(peer, context.receiver as IncomingLink)
  })
  container.on('sender_open', (context: EventContext) => {
    const peer = peerOf(context)
    if (peer) attachOutgoing(peer, context.sender as OutgoingLink)
  })
  // How a client ends its connection is its own affair; unheard, these events would end this process.
  for (const event of ['disconnected', 'connection_error', 'session_error', 'sender_error', 'receiver_error'])
    container.on(event, () => undefined)
  container.on('error', (error: unknown) => console.error('Service Bus connection failed:', error))
  container.on('protocol_error', (error: unknown) => console.error(`Service Bus: ${String(error)}`))

  const server = await listen(container, port)
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  return {
    port: (server.address() as AddressInfo).port,
    attend: (running) => {
      broker = running
    },
    drop: () => {
      for (const socket of sockets) socket.destroy()
    },
    close: () => closeAll(server, peers.keys(), sockets, 1000),
  }
}
