// Checks of the options that open or close doors: the network, and the key with which Sales may send to its queue.

import { nodesOf, stringOf, valueAt } from './azure-bicep.ts'
import { type Check, differences, mainOf, moduleOf } from './azure-files.ts'

/** What opens a door is off unless somebody asks for it, and what is asked for reaches its module. */
const closedByDefault: Check = (files) => {
  const { parameters, modules } = mainOf(files)
  const options = ['serviceBusLocalAuth', 'vnetEnabled']
  const passed: readonly (readonly [module: string, parameter: string, value: string])[] = [
    ['serviceBus', 'localAuth', 'serviceBusLocalAuth'],
    ['serviceBus', 'isPublic', '!vnetEnabled || serviceBusLocalAuth'],
    ['serviceBus', 'sku', "vnetEnabled ? 'Premium' : serviceBusSku"],
    ['storage', 'isPublic', '!vnetEnabled'],
    ['app', 'subnetId', "vnetEnabled ? network!.outputs.appSubnetId : ''"],
  ]
  return [
    ...options
      .filter((option) => parameters.find(({ name }) => name === option)?.default !== 'false')
      .map((option) => `${option} must be off unless somebody asks for it`),
    ...passed
      .filter(([module, parameter, value]) => {
        const body = modules.find(({ name }) => name === module)?.body
        return valueAt(body, `params.${parameter}`)?.text !== value
      })
      .map(([module, parameter]) => `${parameter} of ${module} does not follow what was asked for`),
  ]
}

/** Every private address is found by its name, and the subnet is one that the plan can use. */
const networkWorks: Check = (files) => {
  const { variables, resources } = moduleOf(files, 'network')
  const endpoints = variables.find(({ name }) => name === 'endpoints')?.value.children ?? []
  const textAt = (path: string) =>
    endpoints.flatMap((one) => nodesOf(valueAt(one, path) ?? one, 'string').map(stringOf))
  const delegated = resources.flatMap(({ body }) => nodesOf(body, 'string')).map(stringOf)
  return [
    ...differences('endpoints', textAt('name'), ['blob', 'table', 'namespace']),
    ...differences('zones', textAt('zone'), [
      'privatelink.blob.{}',
      'privatelink.table.{}',
      'privatelink.servicebus.windows.net',
    ]),
    ...(delegated.includes('Microsoft.App/environments') ? [] : ['Flex Consumption cannot use the subnet']),
  ]
}

export const networkChecks = { closedByDefault, networkWorks }
