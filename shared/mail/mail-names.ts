// Names typed by strangers, made fit for a mail: one line, no hidden characters, bounded, and only where they are plain names.
import { personName } from '../domain/person-name.ts'
import { holdsHost, isPlainCompanyName, isPlainPersonName } from '../domain/plain-name.ts'
import type { MailKind } from '../domain/prospect-view.ts'
import { truncate } from '../domain/text.ts'

// Controls end or inject header lines; bidirectional marks and separators make a reader see something else.
const unsafe = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]+/gu

/**
 * Brings a text into one harmless line. Mail programs turn `https://…` and `www.…` into links by themselves, so these
 * beginnings are taken away, also of what we set ourselves.
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

/** A person's name as mails and pages write it; empty where it is no plain name, and the mail does without. */
export const displayName = (firstName: string, lastName: string): string => {
  const name = personName({ firstName: plainName(firstName, 120), lastName: plainName(lastName, 120) })
  // As typed and as written: neither may be made plain by what was taken away.
  return isPlainPersonName(`${firstName} ${lastName}`) && isPlainPersonName(name) ? name : ''
}

/**
 * A company's name fit for a mail, or `undefined` where the mail does without. Nobody has looked after the name of a
 * company that is not approved, so there not even a company that is called by its host is named.
 */
export const companyInMail = (companyName: string, kind: MailKind): string | undefined => {
  const name = plainName(companyName, 160)
  const mayStand = (text: string): boolean => isPlainCompanyName(text) && (kind === 'approved' || !holdsHost(text))
  return mayStand(companyName) && mayStand(name) ? name : undefined
}

/** Puts a name between quotation marks; one that brings its own (ООО «Ромашка») stays as its owner writes it. */
export const quoted = (name: string, [open, close]: readonly [string, string]): string =>
  /["«»“”„]/.test(name) ? name : `${open}${name}${close}`
