// A broker must hand on what it did not write. Messages are therefore split into their sections and kept as bytes;
// only the header and the annotations are written anew at each delivery.
import { Buffer } from 'node:buffer'
import { randomUUID } from 'node:crypto'
import { described, encodeValue, type Typed, values } from './rhea-values.ts'

/** One message as its sender wrote it; sections are encoded AMQP, the ttl counts milliseconds. */
export type MessageContent = {
  readonly durable: boolean
  readonly priority: number
  readonly ttl?: number
  readonly annotations?: Buffer
  readonly properties?: Buffer
  readonly applicationProperties?: Buffer
  readonly body: Buffer
}

const codes = { header: 0x70, delivery: 0x71, annotations: 0x72, properties: 0x73, application: 0x74, footer: 0x78 }

const listOf = (section: Typed): readonly Typed[] => (Array.isArray(section.value) ? section.value : [])
const plain = (item: Typed | undefined): unknown => item?.value

type Section = { readonly code: number; readonly bytes: Buffer; readonly value: Typed }

/**
 * The sections of an encoded message in their order (AMQP 1.0 part 3.2).
 * @throws Error when the bytes are not sections of a message.
 */
export const readSections = (encoded: Buffer): readonly Section[] => {
  const reader = new values.Reader(encoded)
  const sections: Section[] = []
  while (reader.remaining() > 0) {
    const start = reader.position
    const value = reader.read()
    const code = Number(value.descriptor?.value)
    if (!(code >= codes.header && code <= codes.footer)) throw new Error('not a section of a message')
    sections.push({ code, bytes: encoded.subarray(start, reader.position), value })
  }
  return sections
}

/** Takes an encoded message apart. The bytes are not copied. @throws Error when it cannot be read or has no body. */
export const splitMessage = (encoded: Buffer): MessageContent => {
  const sections = readSections(encoded)
  const find = (code: number) => sections.find((section) => section.code === code)
  const header = find(codes.header)
  const [durable, priority, ttl] = header ? listOf(header.value) : []
  const body = sections.filter(({ code }) => code > codes.application).map(({ bytes }) => bytes)
  if (body.length === 0) throw new Error('a message without a body')
  const bytesOf = (name: string, code: number) => {
    const section = find(code)
    return section ? { [name]: section.bytes } : {}
  }
  return {
    durable: plain(durable) === true,
    priority: typeof plain(priority) === 'number' ? Number(plain(priority)) : 4,
    ...(typeof plain(ttl) === 'number' ? { ttl: Number(plain(ttl)) } : {}),
    ...bytesOf('annotations', codes.annotations),
    ...bytesOf('properties', codes.properties),
    ...bytesOf('applicationProperties', codes.application),
    body: body.length === 1 && body[0] ? body[0] : Buffer.concat(body),
  }
}

/** The key-value pairs of a map section; keys as text, values with their AMQP type. */
export const readPairs = (section: Buffer | undefined): readonly (readonly [string, Typed])[] => {
  if (!section) return []
  const items = listOf(new values.Reader(section).read())
  return items.flatMap((key, index) => {
    const value = items[index + 1]
    return index % 2 === 0 && value ? [[String(key.value), value] as const] : []
  })
}

const maxUint = 0xffff_ffff

const headerSection = (content: MessageContent, deliveryCount: number, ttl: number | undefined): Buffer =>
  encodeValue(
    described(
      codes.header,
      values.List32([
        values.wrap_boolean(content.durable),
        values.wrap_ubyte(content.priority),
        // The field is an unsigned 32-bit number: a longer life is written as the longest there is.
        ttl === undefined ? values.wrap(null) : values.wrap_uint(Math.min(ttl, maxUint)),
        values.wrap_boolean(false),
        values.wrap_uint(deliveryCount),
      ]),
    ),
  )

const annotationsSection = (pairs: readonly (readonly [string, Typed])[]): Buffer =>
  encodeValue(
    described(codes.annotations, values.Map32(pairs.flatMap(([key, value]) => [values.wrap_symbol(key), value]))),
  )

/** Puts a message together again, with the given delivery count, life and annotations instead of the sender's. */
export const joinMessage = (
  content: MessageContent,
  deliveryCount: number,
  ttl: number | undefined,
  annotations: readonly (readonly [string, Typed])[],
  withBody = true,
): Buffer =>
  Buffer.concat([
    headerSection(content, deliveryCount, ttl),
    ...(annotations.length > 0 ? [annotationsSection(annotations)] : []),
    ...(content.properties ? [content.properties] : []),
    ...(content.applicationProperties ? [content.applicationProperties] : []),
    withBody ? content.body : encodeValue(described(0x75, values.wrap(Buffer.alloc(0)))),
  ])

/** A message without an id gets one: consumers key their lock renewal by it. */
export const withMessageId = (content: MessageContent): MessageContent => {
  const fields = content.properties ? [...listOf(new values.Reader(content.properties).read())] : []
  const id = plain(fields[0])
  if (id !== undefined && id !== null && id !== '') return content
  fields[0] = values.wrap_string(randomUUID().replaceAll('-', ''))
  return { ...content, properties: encodeValue(described(codes.properties, values.List32(fields))) }
}

/** Adds or replaces application properties. */
export const withApplicationProperties = (
  content: MessageContent,
  changes: Readonly<Record<string, unknown>>,
): MessageContent => {
  const pairs = new Map(readPairs(content.applicationProperties))
  for (const [key, value] of Object.entries(changes)) pairs.set(key, values.wrap(value))
  if (pairs.size === 0) return content
  const items = [...pairs].flatMap(([key, value]) => [values.wrap_string(key), value])
  return { ...content, applicationProperties: encodeValue(described(codes.application, values.Map32(items))) }
}
