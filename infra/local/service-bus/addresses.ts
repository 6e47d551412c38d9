// Clients name what they attach to by a path; this tells what a path means.

export type Address = { readonly queue: string; readonly management: boolean }

const managementSuffix = '/$management'

/**
 * Reads a link address such as `mail`, `mail/$DeadLetterQueue`, `mail/$management` or a whole `sb://…` URL.
 * The path comes back in lower case: the service does not mind the case.
 */
export const readAddress = (text: string): Address => {
  const path = pathOf(text)
  return path.endsWith(managementSuffix)
    ? { queue: path.slice(0, -managementSuffix.length), management: true }
    : { queue: path, management: false }
}

/** The path of an address or a resource URL, in lower case, without slashes at its ends. */
export const pathOf = (text: string): string =>
  text
    .replace(/^[a-z]+:\/\/[^/]*/i, '')
    .replace(/^\/+|\/+$/g, '')
    .toLowerCase()
