// Counts what clients ask of the Web API, so that budgets can be held against it.

export type Counter = {
  /** @param isRequest whether it came as an HTTP request of its own (parts of a batch did not) */
  count(operation: string, isRequest: boolean): void
  stats(): { requests: number; byOperation: Record<string, number> }
}

/**
 * The name of an operation: `POST leads`, `GET leads`, or the name of an action such as `QualifyLead`.
 * @param path below the service root
 */
export const operationOf = (method: string, path: string): string => {
  const [resource = ''] = path.split('?')
  const action = /(?:^|\/)(?:Microsoft\.Dynamics\.CRM\.)?([A-Z]\w+|\$batch)(?:\(\))?$/.exec(resource)?.[1]
  if (action && action !== 'EntityDefinitions') return action
  return `${method} ${resource.split(/[(/]/)[0]}`
}

export const createCounter = (): Counter => {
  const byOperation = new Map<string, number>()
  let requests = 0
  return {
    count: (operation, isRequest) => {
      if (isRequest) requests += 1
      byOperation.set(operation, (byOperation.get(operation) ?? 0) + 1)
    },
    stats: () => ({ requests, byOperation: Object.fromEntries(byOperation) }),
  }
}
