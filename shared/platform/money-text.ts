// Amounts as people of a language read them.

/**
 * An amount such as `5000.00 EUR`. It is formatted as the decimal text that it is, so nothing of it is rounded.
 * @param locale BCP 47
 */
export const moneyInWords = (text: string, locale: string): string => {
  const [, amount, decimals = '', currency] = /^(\d+(?:\.(\d+))?) ([A-Z]{3})$/.exec(text) ?? []
  if (amount === undefined) return text
  const digits = { minimumFractionDigits: decimals.length, maximumFractionDigits: decimals.length }
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'code', ...digits })
  return format.format(amount as `${number}`)
}
