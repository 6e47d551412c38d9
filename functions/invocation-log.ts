// The app's log. A line that is written while a function runs is given to the host as a line of that invocation, so that
// Application Insights ties it to the request, the message or the timer it belongs to; and it names the function.

import { AsyncLocalStorage } from 'node:async_hooks'
import { app, type InvocationContext } from '@azure/functions'
import type { Log } from '../shared/domain/log-events.ts'
import { createLineLog } from '../shared/platform/log.ts'

/** Registers the hook that follows invocations; must be called once, before anything runs. */
export const createInvocationLog = (): Log => {
  const running = new AsyncLocalStorage<InvocationContext>()
  app.hook.preInvocation((call) => {
    const { functionHandler, invocationContext } = call
    call.functionHandler = (...given) => running.run(invocationContext, () => functionHandler(...given))
  })
  const sink = () => running.getStore() ?? console
  return createLineLog(
    {
      log: (line) => sink().log(line),
      warn: (line) => sink().warn(line),
      error: (line) => sink().error(line),
    },
    () => ({ function: running.getStore()?.functionName }),
  )
}
