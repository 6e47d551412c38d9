// Reads what a request asks for as Kestrel does, so that one address has one spelling for routes, keys and sign-in.

export type Target = {
  /** Decoded, without dot segments; an encoded slash stays as it was sent. */
  readonly path: string
  /** The path as a function sees it in its URL: encoded anew, and so always in the same way. */
  readonly encoded: string
  /** With its question mark; empty when there is none. */
  readonly search: string
}

/** How many bytes a character takes that begins with this one; 0 when none does. */
const lengthOf = (byte: number): number => {
  if (byte < 0x80) return 1
  if (byte < 0xc2 || byte > 0xf4) return 0
  return byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const characterAt = (bytes: Buffer, at: number): { text: string; length: number } | undefined => {
  const length = lengthOf(bytes[at] ?? 0xff)
  if (length === 0 || at + length > bytes.length || bytes[at] === 0x2f) return undefined
  try {
    return { text: utf8.decode(bytes.subarray(at, at + length)), length }
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

/** A run of `%XX`: what is a character becomes it, what is none stays. */
const decodeRun = (run: string): string => {
  const bytes = Buffer.from(run.replaceAll('%', ''), 'hex')
  let text = ''
  for (let at = 0; at < bytes.length; ) {
    const found = characterAt(bytes, at)
    text += found?.text ?? run.slice(at * 3, at * 3 + 3)
    at += found?.length ?? 1
  }
  return text
}

/** https://www.rfc-editor.org/rfc/rfc3986#section-5.2.4 */
const withoutDots = (path: string): string => {
  const kept: string[] = []
  const parts = path.split('/').slice(1)
  for (const [at, part] of parts.entries()) {
    if (part === '..') kept.pop()
    else if (part !== '.') kept.push(part)
    if ((part === '.' || part === '..') && at === parts.length - 1) kept.push('')
  }
  return `/${kept.join('/')}`
}

const toBeEncoded = /%[0-9a-f]{2}|[^A-Za-z0-9\-._~!$&'()*+,;=:@/]/giu

/** What is encoded already stays so, as `PathString` of ASP.NET Core has it. */
const encode = (path: string): string =>
  path.replace(toBeEncoded, (piece) =>
    piece.length === 3 && piece.startsWith('%') ? piece : encodeURIComponent(piece),
  )

/**
 * Reads the target of a request line; undefined is one that is refused with 400.
 * @see https://github.com/dotnet/aspnetcore/blob/main/src/Servers/Kestrel/Core/src/Internal/Http/PathDecoder.cs
 */
export const readTarget = (target: string): Target | undefined => {
  if (/[^\x21-\x7e]/.test(target)) return undefined
  // The absolute form is legal in HTTP/1.1, though only proxies use it.
  const absolute = /^https?:\/\/[^/?#]*/i.exec(target)?.[0]
  if (absolute !== undefined && !URL.canParse(absolute)) return undefined
  const relative = target.slice(absolute?.length ?? 0) || '/'
  const mark = relative.indexOf('?')
  const sent = mark < 0 ? relative : relative.slice(0, mark)
  if (/%00/.test(sent)) return undefined
  const rooted = sent.startsWith('/') ? sent : `/${sent}`
  const path = withoutDots(rooted.replace(/(?:%[0-9a-f]{2})+/gi, decodeRun))
  return { path, encoded: encode(path), search: mark < 0 ? '' : relative.slice(mark) }
}

/** The segments of a path that `readTarget` gave. */
export const pathSegments = (path: string): string[] => {
  const parts = path.split('/').slice(1)
  if (parts.at(-1) === '') parts.pop()
  return parts
}
