// The inline constraints of ASP.NET Core route templates, such as `guid` or `maxlength(8)`.

/** Whether the text of a route value satisfies the constraint. */
export type Constraint = (value: string) => boolean

const guid =
  /^(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}|\([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\))$/i
const integer = /^\s*[+-]?\d+\s*$/

const whole =
  (low: bigint, high: bigint): Constraint =>
  (value) => {
    if (!integer.test(value)) return false
    const number = BigInt(value.trim().replace(/^\+/, ''))
    return number >= low && number <= high
  }

const long = whole(-(2n ** 63n), 2n ** 63n - 1n)

const plain: Record<string, Constraint> = {
  int: whole(-(2n ** 31n), 2n ** 31n - 1n),
  long,
  bool: (value) => /^(true|false)$/i.test(value.trim()),
  guid: (value) => guid.test(value),
  alpha: (value) => /^[a-z]*$/i.test(value),
  decimal: (value) => /^[+-]?(\d[\d,]*\.?\d*|\.\d+)$/.test(value.trim()),
  double: (value) => /^[+-]?(\d[\d,]*\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value.trim()),
  float: (value) => /^[+-]?(\d[\d,]*\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value.trim()),
  datetime: (value) => /\d/.test(value) && !Number.isNaN(Date.parse(value)),
  required: (value) => value !== '',
  file: (value) => /\.[^./]+$/.test(value),
  nonfile: (value) => !/\.[^./]+$/.test(value),
}

const numbers = (text: string): number[] => text.split(',').map((part) => Number(part.trim()))

const withArguments: Record<string, (text: string) => Constraint> = {
  minlength: (text) => (value) => value.length >= Number(text),
  maxlength: (text) => (value) => value.length <= Number(text),
  length: (text) => {
    const [low = 0, high = low] = numbers(text)
    return (value) => value.length >= low && value.length <= high
  },
  min: (text) => (value) => long(value) && BigInt(value.trim()) >= BigInt(text),
  max: (text) => (value) => long(value) && BigInt(value.trim()) <= BigInt(text),
  range: (text) => {
    const [low = 0, high = low] = numbers(text)
    return (value) => long(value) && Number(value) >= low && Number(value) <= high
  },
  regex: (text) => {
    const pattern = new RegExp(text, 'i')
    return (value) => pattern.test(value)
  },
}

/**
 * Reads one constraint, e.g. `guid` or `length(2,5)`.
 * @throws Error when ASP.NET Core does not know it
 * @see https://learn.microsoft.com/aspnet/core/fundamentals/routing#route-constraints
 */
export const parseConstraint = (text: string): Constraint => {
  const [, name = '', given] = /^([A-Za-z]+)(?:\((.*)\))?$/s.exec(text) ?? []
  const constraint = given === undefined ? plain[name.toLowerCase()] : withArguments[name.toLowerCase()]?.(given)
  if (!constraint) throw new Error(`The constraint reference '${text}' could not be resolved to a type.`)
  return constraint
}
