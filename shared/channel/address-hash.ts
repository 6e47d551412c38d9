// What stands for an e-mail address where the address itself must not stand: in keys and messages.

import { hash } from 'node:crypto'
import { plainAddress } from '../domain/users/user.ts'

/** The same for an address however its letters are written. SHA-256 in hexadecimal digits. */
export const addressHash = (email: string): string => hash('sha256', plainAddress(email))
