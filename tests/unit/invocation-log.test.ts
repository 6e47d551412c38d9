// Lines of the log belong to the invocation that writes them, as long as it runs.

import { app, type InvocationContext, type PreInvocationHandler } from '@azure/functions'
import { afterEach, expect, it, vi } from 'vitest'
import { createInvocationLog } from '../../functions/invocation-log.ts'

afterEach(() => vi.restoreAllMocks())

it('a line that comes after the end of its invocation is none of it, because the host would warn of each', async () => {
  let hook: PreInvocationHandler | undefined
  vi.spyOn(app.hook, 'preInvocation').mockImplementation((given) => {
    hook = given
    return { dispose: () => undefined }
  })
  const [own, elsewhere]: string[][] = [[], []]
  vi.spyOn(console, 'log').mockImplementation((line: string) => void elsewhere?.push(line))
  const log = createInvocationLog()
  const invocationContext = {
    functionName: 'SendMail',
    log: (line: string) => void own?.push(line),
  } as unknown as InvocationContext
  let later = (): void => undefined
  const call = {
    invocationContext,
    functionHandler: async () => {
      log.info('work-done', { code: 'within' })
      later = (await import('node:async_hooks')).AsyncLocalStorage.bind(() => log.info('work-done', { code: 'after' }))
    },
  } as unknown as Parameters<PreInvocationHandler>[0]
  await hook?.(call)
  await call.functionHandler(undefined, invocationContext)
  later()
  expect(own).toEqual(['{"event":"work-done","function":"SendMail","code":"within"}'])
  expect(elsewhere).toEqual(['{"event":"work-done","code":"after"}'])
})
