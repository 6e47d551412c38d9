// Faults that organizations really have, ready to be given to `startSales`.
import type { FaultRequest, SalesFault, SalesFaults } from './faults.ts'

/** Several faults as one: the first that strikes counts. */
export const anyOf =
  (...all: readonly SalesFaults[]): SalesFaults =>
  (request) => {
    for (const faults of all) {
      const fault = faults(request)
      if (fault) return fault
    }
    return undefined
  }

/** Something between client and organization answers with an HTML page of this status. @param when which requests; all, unless said */
export const gatewayPage =
  (status: number, when: (request: FaultRequest) => boolean = () => true): SalesFaults =>
  (request) =>
    !request.inBatch && when(request) ? { status, by: 'page' } : undefined

const setOf = (path: string): string => /^[^(/?]+/.exec(path)?.[0] ?? ''

const isTracked = ({ headers, path }: FaultRequest): boolean =>
  /odata\.track-changes/i.test(headers['prefer'] ?? '') || /deltatoken=|istracking%3D%22True/i.test(path)

const refuses = (setName: string, tracked: boolean, fault: SalesFault): SalesFaults => {
  return (request) => {
    if (request.method !== 'GET' || setOf(request.path) !== setName) return undefined
    return !tracked || isTracked(request) ? fault : undefined
  }
}

/** One table whose changes are not tracked, while the others go on. @param setName such as `contacts` */
export const withoutTracking = (setName: string): SalesFaults =>
  refuses(setName, true, {
    status: 400,
    code: '0x80072491',
    message: `The entity of "${setName}" doesn't have Change Tracking enabled. Enable Change Tracking and try again.`,
  })

/** One table that the caller may no longer read. @param setName such as `contacts` */
export const withoutReading = (setName: string): SalesFaults =>
  refuses(setName, false, {
    status: 403,
    code: '0x80040220',
    message: `The principal is missing the privilege to read ${setName}.`,
  })

/** Publishing and changes of definitions take this long, as in an organization that is busy. */
export const slowPublishing =
  (delayMs: number): SalesFaults =>
  ({ method, path }) =>
    method !== 'GET' && /^(PublishXml|PublishAllXml|EntityDefinitions)/.test(path) ? { delayMs } : undefined
