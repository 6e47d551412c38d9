// Makes the links of pages, mails and answers, from the one list of addresses.

import { addresses } from './addresses.ts'

export type AddressName = keyof typeof addresses

type ParameterOf<Template extends string> = Template extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParameterOf<Rest>
  : never

type Values<Name extends AddressName> = Readonly<Record<ParameterOf<(typeof addresses)[Name]>, string>>
type Query = Readonly<Record<string, string | undefined>>

const escaped = (text: string): string => encodeURIComponent(text.toWellFormed())

/**
 * The path of an address, with a leading slash.
 * @param name of the function behind it
 * @param values of the parameters in the path
 * @param query what stands behind the path; absent values are left out
 * @example linkTo('CustomerPage', { customerId }, { done: 'saved' })
 */
export const linkTo = <Name extends AddressName>(name: Name, values: Values<Name>, query: Query = {}): string => {
  const given: Readonly<Record<string, string>> = values
  const path = addresses[name].replace(/\{(\w+)\}/g, (_, parameter: string) => escaped(given[parameter] ?? ''))
  const asked = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) if (value !== undefined) asked.set(key, value)
  return asked.size > 0 ? `${path}?${asked}` : path
}
