// Names typed by strangers, made fit for a mail: one line, no hidden characters, no clickable address, bounded.
import { personName } from '../domain/person-name.ts'
import { truncate } from '../domain/text.ts'

// Controls end or inject header lines; bidirectional marks and separators make a reader see something else.
const unsafe = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]+/gu

/**
 * Brings a name into one harmless line. Mail programs turn `https://…` and `www.…` into links by themselves, so these
 * beginnings are taken away: a mail of ours must not carry a stranger's link.
 * @param maxLength in UTF-16 code units
 */
export const plainName = (name: string, maxLength: number): string =>
  truncate(
    name
      .toWellFormed()
      .normalize('NFC')
      .replace(unsafe, ' ')
      .replace(/[a-z0-9+.-]*:\/\/|\bwww\./gi, ' ')
      .replace(/\s+/gu, ' ')
      .trim(),
    maxLength,
  )

/** A person's name as mails and pages write it, fit for a mail. */
export const displayName = (firstName: string, lastName: string): string =>
  personName({ firstName: plainName(firstName, 60), lastName: plainName(lastName, 60) })

/** Puts a name between quotation marks; one that brings its own (ООО «Ромашка») stays as its owner writes it. */
export const quoted = (name: string, [open, close]: readonly [string, string]): string =>
  /["«»“”„]/.test(name) ? name : `${open}${name}${close}`
