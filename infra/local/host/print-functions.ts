// The list of functions that Core Tools prints when an app is up, and the functions that are in error.
import type { FunctionIndex } from './function-index.ts'
import type { HostLog } from './host-log.ts'

/** Prints the list; scripts and people wait for its lines. */
export const printFunctions = (index: FunctionIndex, port: number, log: HostLog): void => {
  for (const [name, reason] of index.errors) {
    log.print(`Microsoft.Azure.WebJobs.Host: Error indexing method 'Functions.${name}'. ${reason}`)
    log.print(`The '${name}' function is in error: ${reason}`)
  }
  if (index.functions.length === 0) {
    log.print('No job functions found. Make sure that "main" in package.json names the files that register them.')
    return
  }
  log.print('')
  log.print('Functions:')
  const order = [...index.functions].sort(
    (left, right) => Number(right.type === 'httpTrigger') - Number(left.type === 'httpTrigger'),
  )
  for (const one of order) {
    const disabled = one.disabled ? ' (disabled)' : ''
    const what = one.http ? `[${one.http.methods.join(',')}] http://localhost:${port}/${one.http.route}` : one.type
    log.print('')
    log.print(`\t${one.name}: ${what}${disabled}`)
  }
  log.print('')
}
