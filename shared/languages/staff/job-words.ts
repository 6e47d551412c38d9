// What staff call the jobs: the shape of it, which the compiler holds every language to.

import type { jobs } from './en/jobs.ts'

export type JobText = { readonly title: string; readonly description: string }

/** English has the list of names; a job without words does not compile. */
export type JobWords = Readonly<Record<keyof typeof jobs, JobText>>
