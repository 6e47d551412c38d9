// The passwords of the shop: who chose one, by the id of the person, for which address.

import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import type { Kept } from './kept-file.ts'

/** @member email the address by which it was set: a password holds for no other. @member hash with its salt and costs */
type Password = { readonly email: string; readonly hash: string }
export type PasswordFile = Readonly<Record<string, Password>>

/** As OWASP recommends for scrypt: https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html */
const costs = { N: 2 ** 15, r: 8, p: 3 }
const passwordLength = { least: 12, most: 200 }

export const isLongEnough = (password: string): boolean =>
  password.length >= passwordLength.least && password.length <= passwordLength.most

const derive = (password: string, salt: Buffer, { N, r, p }: typeof costs): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const options = { N, r, p, maxmem: 256 * N * r }
    scrypt(password.normalize('NFC'), salt, 32, options, (error, key) => (error ? reject(error) : resolve(key)))
  })

const hashOf = async (password: string): Promise<string> => {
  const salt = randomBytes(16)
  const key = await derive(password, salt, costs)
  return [costs.N, costs.r, costs.p, salt.toString('base64url'), key.toString('base64url')].join('$')
}

const matches = async (password: string, hash: string): Promise<boolean> => {
  const [N, r, p, salt = '', key = ''] = hash.split('$')
  const wanted = Buffer.from(key, 'base64url')
  const given = await derive(password, Buffer.from(salt, 'base64url'), { N: Number(N), r: Number(r), p: Number(p) })
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

export const createPasswords = (kept: Kept<PasswordFile>) => {
  let nobodys: Promise<string> | undefined
  return {
    set: async (userId: string, email: string, password: string): Promise<void> => {
      const hash = await hashOf(password)
      kept.set({ ...kept.get(), [userId]: { email, hash } })
    },
    /** Whether it is the password of somebody who goes by that address; takes as long where nobody does. */
    isRight: async (user: { userId: string; email: string } | undefined, password: string): Promise<boolean> => {
      const own = user && kept.get()[user.userId]
      nobodys ??= hashOf(randomBytes(16).toString('hex'))
      const isSame = await matches(password.slice(0, passwordLength.most), own?.hash ?? (await nobodys))
      return isSame && own !== undefined && own.email === user?.email
    },
  }
}
