// Compares the XML of a view with what the organization gives back. It may come back with other quotes, other white
// space, attributes in another order and attributes that the service added; all that is no difference.

type Tag = { readonly name: string; readonly attributes: ReadonlyMap<string, string> }

const tagsOf = (xml: string): Tag[] =>
  [...xml.matchAll(/<([\w-]+)((?:\s+[\w:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*\/?>/g)].map(
    ([, name = '', attributes = '']) => ({
      name,
      attributes: new Map(
        [...attributes.matchAll(/([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, key = '', double, single]) => [
          key,
          (double ?? single ?? '').toLowerCase(),
        ]),
      ),
    }),
  )

/** Whether `actual` has the same elements in the same order, with at least the attributes of `wanted`. */
export const sameXml = (wanted: string, actual: string): boolean => {
  const [mine, theirs] = [tagsOf(wanted), tagsOf(actual)]
  if (mine.length !== theirs.length) return false
  return mine.every((tag, at) => {
    const other = theirs[at]
    return other?.name === tag.name && [...tag.attributes].every(([key, value]) => other.attributes.get(key) === value)
  })
}
