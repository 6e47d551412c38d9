// On which terms a customer buys: codes of lists that settings have, the same ones as the shop and the ERP system use.

import { type TradePath, tradePaths } from './trade-paths.ts'

export type TradeCodes = { readonly [Path in TradePath]?: string }

/** The labels of the codes that may be chosen. */
export type TradeLists = Readonly<Record<TradePath, ReadonlyMap<string, string>>>

/** Those of anything that has some: a customer, or the defaults of a channel. Empty ones are left out. */
export const tradeCodesOf = (holder: TradeCodes): TradeCodes =>
  Object.fromEntries(tradePaths.flatMap((path) => (holder[path] ? [[path, holder[path]]] : [])))

/** The settings that the lists are read from. */
export const tradeSettings = {
  customerGroup: 'CUSTOMER_GROUPS',
  priceGroup: 'PRICE_GROUPS',
  paymentTerms: 'PAYMENT_TERMS',
  currency: 'CURRENCIES',
} as const satisfies Record<TradePath, string>

const codeForm = /^[A-Za-z\d][\w.-]{0,19}$/
const labelForm = /^[^\p{Cc}]{1,60}$/u

const readList = (
  setting: string,
  { name, known }: { readonly name: string; readonly known?: readonly string[] },
): { readonly list: ReadonlyMap<string, string>; readonly problems: readonly string[] } => {
  const list = new Map<string, string>()
  const problems: string[] = []
  for (const [place, item] of (setting === '' ? [] : setting.split(',')).entries()) {
    const [code = '', ...rest] = item.split('=').map((part) => part.trim())
    const label = rest.length > 0 ? rest.join('=') : code
    const tell = (what: string) => problems.push(`${name}[${place}]: ${what}`)
    if (known && !known.includes(code)) tell('must be a currency of ISO 4217.')
    else if (!codeForm.test(code)) tell('must be a code of 1 to 20 letters, digits, ".", "_" or "-".')
    else if (!labelForm.test(label)) tell('must have a label of 1 to 60 characters after "=", or none.')
    else if (list.has(code)) tell('is there twice.')
    list.set(code, label)
  }
  return { list, problems }
}

/**
 * Reads the lists of codes: `CODE` or `CODE=Label`, separated by commas. Without a list there is nothing to choose, except
 * of currencies, of which every one may be chosen then.
 * @param settings the texts by the names of the settings
 * @param currencies every currency of ISO 4217
 * @returns the lists, and every problem by its place (`PRICE_GROUPS[1]: …`); a problem never repeats a value
 */
export const readTradeLists = (
  settings: Readonly<Record<(typeof tradeSettings)[TradePath], string>>,
  currencies: readonly string[],
): { readonly lists: TradeLists; readonly problems: readonly string[] } => {
  const read = (path: TradePath) => {
    const [name, known] = [tradeSettings[path], path === 'currency' ? { known: currencies } : {}]
    const text = settings[name]
    return readList(path === 'currency' && text === '' ? currencies.join(',') : text, { name, ...known })
  }
  const each = {
    customerGroup: read('customerGroup'),
    priceGroup: read('priceGroup'),
    paymentTerms: read('paymentTerms'),
    currency: read('currency'),
  }
  const { customerGroup, priceGroup, paymentTerms, currency } = each
  return {
    lists: {
      customerGroup: customerGroup.list,
      priceGroup: priceGroup.list,
      paymentTerms: paymentTerms.list,
      currency: currency.list,
    },
    problems: Object.values(each).flatMap(({ problems }) => problems),
  }
}

/** What is wrong with the defaults of channels: every one must be in its list. */
export const defaultProblems = (
  channels: readonly { readonly defaults?: TradeCodes }[],
  lists: TradeLists,
): readonly string[] =>
  channels.flatMap(({ defaults = {} }, at) =>
    tradePaths.flatMap((path) => {
      const code = defaults[path]
      return code === undefined || lists[path].has(code)
        ? []
        : [`CHANNELS[${at}].defaults.${path}: is not in ${tradeSettings[path]}.`]
    }),
  )
