// The app's log. A line that is written while a function runs is given to the host as a line of that invocation, so that
// Application Insights ties it to the request, the message or the timer it belongs to; and it names the function.

import { AsyncLocalStorage } from 'node:async_hooks'
import { app, type InvocationContext } from '@azure/functions'
import type { Log } from '../shared/domain/log-events.ts'
import { createLineLog } from '../shared/platform/log.ts'

type Running = { readonly context: InvocationContext; isOver: boolean }

/** Registers the hook that follows invocations; must be called once, before anything runs. */
export const createInvocationLog = (): Log => {
  const invocations = new AsyncLocalStorage<Running>()
  app.hook.preInvocation((call) => {
    const { functionHandler, invocationContext } = call
    call.functionHandler = (...given) => {
      const running: Running = { context: invocationContext, isOver: false }
      return invocations.run(running, async () => {
        try {
          return await functionHandler(...given)
        } finally {
          running.isOver = true
        }
      })
    }
  })
  // The host warns of each line of an invocation that is over, which would double what is written.
  const context = (): InvocationContext | undefined => {
    const running = invocations.getStore()
    return running?.isOver === false ? running.context : undefined
  }
  const sink = () => context() ?? console
  return createLineLog(
    {
      log: (line) => sink().log(line),
      warn: (line) => sink().warn(line),
      error: (line) => sink().error(line),
    },
    () => ({ function: context()?.functionName }),
  )
}
