// The addresses that other validators are tried with. They are read as text, since some hold half a character.

import { readFileSync } from 'node:fs'

type Cases = readonly (readonly [address: string, verdict: string | null])[]

/** @param name of a file of tests/fixtures/validators */
export const validatorSet = (name: 'isemail' | 'validator-js' | 'whatwg-urls'): Cases => {
  const place = new URL(`../fixtures/validators/${name}.json`, import.meta.url)
  return (JSON.parse(readFileSync(place, 'utf8')) as { readonly cases: Cases }).cases
}

/** Prints how many addresses there are of each reason. */
export const tellReasons = (what: string, total: number, reasons: readonly string[]): void => {
  console.log(`${what}: ${total} addresses, ${reasons.length} judged otherwise`)
  for (const reason of new Set(reasons)) console.log(`${reasons.filter((one) => one === reason).length} ${reason}`)
}
