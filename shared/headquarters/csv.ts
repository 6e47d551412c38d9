// Files for spreadsheets, in which nothing that a stranger typed is a formula.

// What begins like this a spreadsheet takes for a formula, those of East Asia in wide forms too:
// https://owasp.org/www-community/attacks/CSV_Injection
const formula = /^[\s\ufeff]*[=+\-@＝＋－＠]|^[\t\r]/u

const cell = (text: string): string => {
  const safe = formula.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Rows of RFC 4180, with a byte order mark so that spreadsheets read them as UTF-8. */
export const csvFile = <Name extends string>(
  names: readonly Name[],
  rows: readonly Readonly<Record<Name, string>>[],
): string => {
  const all = [names.join(','), ...rows.map((row) => names.map((name) => cell(row[name])).join(','))]
  return `\ufeff${all.join('\r\n')}\r\n`
}
