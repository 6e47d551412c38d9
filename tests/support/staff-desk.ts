// A clerk at the pages of a partner's users: brings a partner about, opens a page and sends its form as a browser does.

import type { CustomerHierarchy } from '../../shared/domain/customer-hierarchy.ts'
import type { Environment } from './environment.ts'
import { aRequest, bringToSales, prospectWhere, quiet, runJobs, salesUser, submit } from './people.ts'

export const createStaffDesk = (env: Environment) => {
  const pathOf = (id: string, more = '') => `${env.url}/headquarters/customer-hierarchies/${id}${more}`
  const pageOf = async (id: string, more = '') => (await fetch(pathOf(id, more))).text()
  return {
    pathOf,
    pageOf,
    membersOf: async (id: string) =>
      ((await (await fetch(`${env.url}/api/customer-hierarchies/${id}`)).json()) as CustomerHierarchy).members,
    /** A company that asked, was approved and is known to the channel. */
    partner: async (name: string) => {
      const request = aRequest(name)
      const { requestId } = await submit(env, request)
      await bringToSales(env, requestId)
      const seller = await salesUser(env)
      await seller.win(await seller.qualify(requestId))
      const { hierarchy } = await prospectWhere(env, requestId, 'it is approved', ({ status }) => status === 'Approved')
      if (!hierarchy) throw new Error('There is no hierarchy.')
      await runJobs(env, 'PushCustomersToChannel')
      await quiet(env)
      return {
        id: hierarchy.hierarchyId,
        adminId: hierarchy.members[0]?.customerId ?? '',
        email: request.requestor.email,
      }
    },
    /** Opens a page and sends its form with what is typed. */
    press: async (id: string, more: string, typed: Record<string, string> = {}, query = '') => {
      const shown = await pageOf(id, more + query)
      const hidden = [...shown.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)].map(
        ([, name = '', value = '']) => [name, value.replaceAll('&quot;', '"').replaceAll('&#39;', "'")],
      )
      const answer = await fetch(pathOf(id, more), {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: env.url, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams([...hidden, ...Object.entries(typed)] as [string, string][]),
      })
      await env.host.idle()
      return {
        status: answer.status,
        text: await answer.text(),
        form: new URLSearchParams(hidden as [string, string][]),
      }
    },
  }
}

export type StaffDesk = ReturnType<typeof createStaffDesk>
