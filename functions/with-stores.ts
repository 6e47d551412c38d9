// Gives the code of an address of headquarters the stores it works on, which are loaded by their first use.

import type { StaffServices } from './staff-services.ts'
import type { Handler } from './visit.ts'

export const withStores =
  (handler: Handler<StaffServices>): Handler =>
  async (visit, services) =>
    handler(visit, await services.staff())
