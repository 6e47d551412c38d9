// What happened to a customer and has still to be told to onboardings that are kept elsewhere. It is stored with the change
// itself, so others are told of nothing that is not stored, and whoever is cut off in between goes on from there.

import type { Customer } from './customer.ts'
import type { TimelineEntry } from './timeline.ts'

export type News = {
  /** Counts the news of one customer; an onboarding knows the last one that it was told. */
  readonly number: number
  readonly entries: readonly TimelineEntry[]
  /** The onboardings that have to be told still. */
  readonly to: readonly string[]
  /** The name or the address to sign in with changed: hierarchies and the channel are told as well. */
  readonly signIn?: true
}

/** More than this waits only where telling cannot keep up: then it comes first. */
export const mostNews = 8

const newsOf = ({ untold = [] }: Customer): readonly News[] => untold

/** Whether something has to be told before the customer may change once more. */
export const isFullOfNews = (customer: Customer): boolean => newsOf(customer).length >= mostNews

/** Whether an onboarding still has to be told something. */
export const isUntoldTo = (customer: Customer, prospectId: string): boolean =>
  newsOf(customer).some(({ to }) => to.includes(prospectId))

/** The customer with more to tell; itself when there is nobody to tell it to. */
export const withNews = <C extends Customer>(customer: C, news: Omit<News, 'number'>): C => {
  if (news.to.length === 0) return customer
  const number = (customer.newsCount ?? 0) + 1
  return { ...customer, newsCount: number, untold: [...newsOf(customer), { number, ...news }] }
}

/** The next thing to tell an onboarding, if any. @param told the number of the last thing it was told */
export const nextNews = (customer: Customer, prospectId: string, told = 0): News | undefined =>
  newsOf(customer).find(({ number, to }) => number > told && to.includes(prospectId))

/** Those that have to be told something, the longest waiting first. */
export const toBeTold = (customer: Customer, atMost: number): readonly string[] =>
  [...new Set(newsOf(customer).flatMap(({ to }) => to))].slice(0, atMost)

/** The customer once onboardings were told everything. */
export const withoutNews = (customer: Customer, told: readonly string[]): Customer => {
  const known = new Set(told)
  const left = newsOf(customer).flatMap((news) => {
    const to = news.to.filter((id) => !known.has(id))
    return to.length > 0 ? [{ ...news, to }] : []
  })
  const { untold: _, ...rest } = customer
  return left.length > 0 ? { ...rest, untold: left } : rest
}
