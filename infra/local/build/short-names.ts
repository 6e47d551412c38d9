// What one file of the bundle gives to others: each thing under a name that nothing else has, whatever it is called inside.

/** Short names by module and by the name inside. */
export type Names = ReadonlyMap<string, ReadonlyMap<string, string>>

/** The names under which a file gives others what they need: short, and the same for the same sources. */
export const shortNames = (held: ReadonlyMap<string, readonly string[]>): Names => {
  let count = 0
  const short = (name: string): [string, string] => {
    count += 1
    return [name, `_${count.toString(36)}`]
  }
  return new Map([...held].map(([module, names]) => [module, new Map(names.map(short))]))
}

/** What a file gives to others, as code. */
export const given = (names: Names): string =>
  [...names]
    .map(([module, short]) => {
      const list = [...short].map(([name, shortName]) => `${name} as ${shortName}`)
      return `export { ${list.join(', ')} } from './${module}'`
    })
    .join('\n')
