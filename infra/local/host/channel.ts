// The wire between the host and the app process: frames on a pipe, so that a request body travels as bytes and many
// messages of one turn share one write.
import type { Readable, Writable } from 'node:stream'

/** One message: a small JSON part and, where there is one, a body that is never re-encoded. */
export type Frame<Message> = { message: Message; body: Buffer | undefined }

export type Channel<Outgoing> = { send(message: Outgoing, body?: Uint8Array): void }

/**
 * Opens a channel on a pair of streams. A frame is two 32-bit lengths (whole frame without this header, JSON part),
 * the JSON part in UTF-8 and the body.
 * @param onFrame called for each arriving message, in order
 * @param onEnd called once, when the other end is gone
 */
export const createChannel = <Outgoing, Incoming>(
  input: Readable,
  output: Writable,
  onFrame: (frame: Frame<Incoming>) => void,
  onEnd: () => void,
): Channel<Outgoing> => {
  let chunks: Buffer[] = []
  let buffered = 0
  let wanted = 8
  let ended = false
  let corked = false

  const takeFrames = (): void => {
    let data = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, buffered)
    while (data.length >= 8) {
      const size = 8 + data.readUInt32LE(0)
      if (data.length < size) break
      const jsonEnd = 8 + data.readUInt32LE(4)
      const message: Incoming = JSON.parse(data.toString('utf8', 8, jsonEnd))
      const body = jsonEnd < size ? Buffer.from(data.subarray(jsonEnd, size)) : undefined
      data = data.subarray(size)
      onFrame({ message, body })
    }
    chunks = data.length > 0 ? [data] : []
    buffered = data.length
    wanted = data.length >= 8 ? 8 + data.readUInt32LE(0) : 8
  }

  const end = (): void => {
    if (ended) return
    ended = true
    onEnd()
  }

  input.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    buffered += chunk.length
    if (buffered >= wanted) takeFrames()
  })
  input.on('end', end)
  input.on('close', end)
  // A broken pipe means the other process is gone, which is what `onEnd` reports.
  input.on('error', end)
  output.on('error', end)

  const send = (message: Outgoing, body?: Uint8Array): void => {
    if (ended) return
    if (!corked) {
      corked = true
      output.cork()
      setImmediate(() => {
        corked = false
        output.uncork()
      })
    }
    const json = Buffer.from(JSON.stringify(message))
    const head = Buffer.allocUnsafe(8)
    head.writeUInt32LE(json.length + (body?.length ?? 0), 0)
    head.writeUInt32LE(json.length, 4)
    output.write(head)
    output.write(json)
    if (body && body.length > 0) output.write(body)
  }

  return { send }
}
