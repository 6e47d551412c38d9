// The parts of rhea this broker uses beyond its published typings: values with their AMQP type, the reader and the
// writer, and the inner state of links that a server has to steer.
import type { Buffer } from 'node:buffer'
import type { Socket } from 'node:net'
import type { Connection, Delivery, Receiver, Sender, Session } from 'rhea'
import rhea from 'rhea'

export type Typed = { readonly value: unknown; readonly descriptor?: { readonly value: unknown } }

type Reader = { position: number; read(): Typed; remaining(): number }
type Writer = { write(value: Typed): void; toBuffer(): Buffer }

type Values = {
  Reader: new (buffer: Buffer) => Reader
  Writer: new () => Writer
  wrap(value: unknown): Typed
  wrap_boolean(value: boolean): Typed
  wrap_ubyte(value: number): Typed
  wrap_uint(value: number): Typed
  wrap_int(value: number): Typed
  wrap_ulong(value: number): Typed
  wrap_long(value: number): Typed
  wrap_timestamp(milliseconds: number): Typed
  wrap_string(value: string): Typed
  wrap_symbol(value: string): Typed
  wrap_uuid(bytes: Buffer): Typed
  wrap_array(values: readonly unknown[], typecode: number): Typed
  List32(values: readonly Typed[]): Typed
  Map32(pairs: readonly Typed[]): Typed
  described(descriptor: Typed, value: Typed): Typed
}

type Outcome = { described(): unknown }
type Messages = {
  accepted(): Outcome
  rejected(fields: { error: { condition: string; description: string } }): Outcome
  encode(message: object): Buffer
  decode(buffer: Buffer): Record<string, unknown>
}

type Terminus = { readonly address?: string; readonly filter?: Readonly<Record<string, unknown>> } | null
type Pending = { need_open(): boolean }
type ServerLink = {
  readonly state: Pending
  readonly local: { readonly attach: Record<string, unknown> }
  readonly remote: { readonly attach?: { readonly source: Terminus; readonly target: Terminus } }
}

/** A link on which this broker sends; rhea keeps its credit and drain state here. */
export type OutgoingLink = Sender &
  ServerLink & {
    credit: number
    delivery_count: number
    _draining: boolean
    _drained: boolean
    _get_drain(): boolean
    readonly session: Session & { readonly outgoing: { available(): number } }
  }

/** A link on which this broker receives. */
export type IncomingLink = Receiver & ServerLink

/** A session, whose links the library keeps by their names. */
export type ServerSession = Session & {
  readonly state: Pending
  readonly local: { readonly begin: unknown }
  readonly links: Record<string, IncomingLink | OutgoingLink>
  output(frame: unknown): void
  _process(): void
  on_attach(frame: { readonly performative: { readonly name: string; readonly role: boolean } }): void
  remove_link(link: IncomingLink | OutgoingLink): void
}

/** A delivery whose remote end this broker may declare settled. */
export type ServerDelivery = Delivery & { remote_settled: boolean }

export type ServerConnection = Connection & {
  readonly socket: Socket
  on_transfer(frame: { performative: { message_format?: number | null } }): void
  _write_frame(channel: number): void
  /** Ends the timers of a connection whose socket is gone. */
  eof(): void
}

export const values = rhea.types as unknown as Values
export const messages = rhea.message as unknown as Messages
export const createContainer = (id: string) => rhea.create_container({ id })

/** A described value of a numeric descriptor, as sections of a message are. */
export const described = (code: number, value: Typed): Typed => values.described(values.wrap_ulong(code), value)

/** The bytes of one value. */
export const encodeValue = (value: Typed): Buffer => {
  const writer = new values.Writer()
  writer.write(value)
  return writer.toBuffer()
}
