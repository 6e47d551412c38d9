// The publisher, whose prefix the names of our columns begin with, and the solution that everything belongs to, as data.

import { prefix } from './columns.ts'
import type { WantedRow } from './wanted-row.ts'

export const solutionName = 'CommerceB2BOnboarding'

/** Of the solution, whichever way it comes into an organization. */
export const solutionVersion = '1.0.0.0'

const publisherId = '5c0e0b2b-7b1f-4c52-9a3d-6f0d1a7e2b02'
const solutionId = '5c0e0b2b-7b1f-4c52-9a3d-6f0d1a7e2b03'

export const wantedPublisher: WantedRow = {
  what: 'publisher Commerce B2B',
  set: 'publishers',
  key: 'publisherid',
  id: publisherId,
  unique: { column: 'uniquename', value: 'commerceb2bonboarding' },
  columns: { friendlyname: 'Commerce B2B', customizationprefix: prefix },
  onCreate: { uniquename: 'commerceb2bonboarding', customizationoptionvalueprefix: 72_700 },
}

/** @param publisher id of the publisher that is there */
export const wantedSolution = (publisher: string): WantedRow => ({
  what: 'solution Commerce B2B onboarding',
  set: 'solutions',
  key: 'solutionid',
  id: solutionId,
  unique: { column: 'uniquename', value: solutionName },
  columns: { friendlyname: 'Commerce B2B onboarding', version: solutionVersion },
  onCreate: { uniquename: solutionName, 'publisherid@odata.bind': `/publishers(${publisher})` },
})
