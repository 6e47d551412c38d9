// Which catch-up errors an address or a form asks for.

import type { ErrorPlace, ErrorQuery } from '../../shared/headquarters/pages/error-filter.ts'

const placeForm = /^\d{13}\|[0-9a-f-]{36}$/
const countForm = /^\d{1,9}$/
const filterForm = /^[\x20-\x7e]{1,200}$/
/** So many pages back; further back there is the first page. */
const longestTrail = 40
export const errorsPerPage = 50

const filterOf = (text: string | null): string | undefined =>
  text !== null && filterForm.test(text) ? text : undefined

/** The list that is asked for; what cannot be understood is left out. */
export const errorQuery = (given: URLSearchParams): ErrorQuery => {
  if (given.get('state') === 'Settled') return { state: 'Settled' }
  return { state: 'Open', code: filterOf(given.get('code')), kind: filterOf(given.get('kind')) }
}

/** The page of it. */
export const errorPlace = (given: URLSearchParams): ErrorPlace => {
  const place = given.get('place')
  if (place === null || !placeForm.test(place)) return { seen: 0, trail: [] }
  const seen = given.get('seen') ?? ''
  const trail = (given.get('trail') ?? '').split(',').filter((each) => placeForm.test(each))
  return { place, seen: countForm.test(seen) ? Number(seen) : 0, trail: trail.slice(-longestTrail) }
}

/** The pages before and after a page. @param next where it ends, if there are more */
export const pagesAround = (
  { place, seen, trail }: ErrorPlace,
  next: string | undefined,
): { readonly previous?: ErrorPlace; readonly next?: ErrorPlace } => {
  const before = Math.max(0, seen - errorsPerPage)
  // Without a place it is the first page.
  const canGoBack = place !== undefined && (trail.length > 0 || seen <= errorsPerPage)
  return {
    ...(canGoBack ? { previous: { place: trail.at(-1), seen: before, trail: trail.slice(0, -1) } } : {}),
    ...(next === undefined
      ? {}
      : {
          next: {
            place: next,
            seen: seen + errorsPerPage,
            trail: place === undefined ? [] : [...trail, place].slice(-longestTrail),
          },
        }),
  }
}
