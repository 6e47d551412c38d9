// Ties addresses of headquarters to their code, which is loaded by its first use together with the stores it works on.

import type { Services } from './services.ts'
import type { StaffServices } from './staff-services.ts'
import type { Handler } from './visit.ts'

/** @param load imports the code */
export const withStores =
  (load: () => Promise<Handler<StaffServices>>): Handler =>
  async (visit, services: Services) => {
    const [handler, staffServices] = await Promise.all([load(), services.staff()])
    return handler(visit, staffServices)
  }
