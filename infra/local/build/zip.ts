// Writes and reads small zip archives. Written here because the same files must always give the same bytes, whatever
// the clock, the folder's order or the installed tools are: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT

import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'

export type ZipEntry = {
  readonly name: string
  readonly contents: Buffer
  /** The contents as raw deflate, where something better than zlib made them so. */
  readonly packed?: Buffer
}

const localHeader = 0x04034b50
const centralHeader = 0x02014b50
const endRecord = 0x06054b50
const version = 20
const utf8Names = 0x0800
const deflated = 8
// 1980-01-01, the earliest day the format knows.
const date = 0x21
// A regular file that everybody may read, as Unix spells it in the upper half of the attributes.
const readable = 0o100644 * 0x10000

const fieldsOf = ({ name, contents }: ZipEntry, packed: Buffer): Buffer => {
  const fields = Buffer.alloc(26)
  fields.writeUInt16LE(version, 0)
  fields.writeUInt16LE(utf8Names, 2)
  fields.writeUInt16LE(deflated, 4)
  fields.writeUInt16LE(date, 8)
  fields.writeUInt32LE(crc32(contents), 10)
  fields.writeUInt32LE(packed.length, 14)
  fields.writeUInt32LE(contents.length, 18)
  fields.writeUInt16LE(Buffer.byteLength(name), 22)
  return fields
}

const signed = (signature: number, ...parts: readonly Buffer[]): Buffer => {
  const start = Buffer.alloc(4)
  start.writeUInt32LE(signature, 0)
  return Buffer.concat([start, ...parts])
}

/** An archive of the files, sorted by name; the same files give the same bytes. */
export const zip = (files: readonly ZipEntry[]): Buffer => {
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  let offset = 0
  for (const file of [...files].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = Buffer.from(file.name)
    const packed = file.packed ?? deflateRawSync(file.contents, { level: 9 })
    const fields = fieldsOf(file, packed)
    const local = signed(localHeader, fields, name, packed)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(readable, 6)
    place.writeUInt32LE(offset, 10)
    const madeBy = Buffer.from([version, 3])
    centrals.push(signed(centralHeader, madeBy, fields, place, name))
    locals.push(local)
    offset += local.length
  }
  const central = Buffer.concat(centrals)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(files.length, 4)
  end.writeUInt16LE(files.length, 6)
  end.writeUInt32LE(central.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...locals, central, signed(endRecord, end)])
}

/**
 * Reads an archive back by its central directory, as unpackers do.
 * @throws Error when it is damaged
 */
export const unzip = (archive: Buffer): ZipEntry[] => {
  const end = archive.length - 22
  if (end < 0 || archive.readUInt32LE(end) !== endRecord) throw new Error('This is no zip archive, or it is cut off.')
  const entries: ZipEntry[] = []
  let at = archive.readUInt32LE(end + 16)
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (archive.readUInt32LE(at) !== centralHeader) throw new Error('The archive’s directory is damaged.')
    const [packedLength, nameLength] = [archive.readUInt32LE(at + 20), archive.readUInt16LE(at + 28)]
    const skipped = archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
    const local = archive.readUInt32LE(at + 42)
    if (archive.readUInt32LE(local) !== localHeader) throw new Error('A file of the archive is not where it should be.')
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength)
    const contents = inflateRawSync(archive.subarray(start, start + packedLength))
    if (crc32(contents) !== archive.readUInt32LE(at + 16)) throw new Error(`${name} is damaged in the archive.`)
    entries.push({ name, contents })
    at += 46 + nameLength + skipped
  }
  return entries
}
