// Checks of the options that open or close doors: the network, and the key with which Sales may send to its queue.

import { allOf, at, type EstateCheck, type Json, oneOf, type Resource, stringsOf } from './azure-estate.ts'
import { differences, unless } from './azure-files.ts'

/** What opens a door is off unless somebody asks for it, and what is asked for reaches its resource. */
const closedByDefault: EstateCheck = ({ plain, secret, everything, arm }) => {
  const bus = 'Microsoft.ServiceBus/namespaces'
  const key = `${bus}/queues/authorizationRules`
  const wanted: readonly (readonly [where: Resource, path: string, value: Json, why: string])[] = [
    [oneOf(plain, bus), 'properties.disableLocalAuth', true, 'Service Bus must not accept keys'],
    [oneOf(everything, bus), 'properties.disableLocalAuth', false, 'the key that was asked for does not work'],
    [oneOf(everything, bus), 'sku.name', 'Premium', 'a network needs the tier Premium'],
    [oneOf(everything, bus), 'properties.publicNetworkAccess', 'Enabled', 'Sales cannot reach its queue'],
    [
      oneOf(everything, 'Microsoft.Storage/storageAccounts', /Accounts\/st/),
      'properties.publicNetworkAccess',
      'Disabled',
      'a network must close storage',
    ],
    [
      oneOf(everything, 'Microsoft.Storage/storageAccounts', /Accounts\/st/),
      'properties.networkAcls.defaultAction',
      'Deny',
      'a network must close storage',
    ],
  ]
  return [
    ...['serviceBusLocalAuth', 'vnetEnabled', 'wideStorageRoles', 'isBehindFrontDoor']
      .filter((option) => arm.parameters[option]?.defaultValue !== false)
      .map((option) => `${option} must be off unless somebody asks for it`),
    ...wanted.filter(([where, path, value]) => at(where, path) !== value).map(([, , , why]) => why),
    ...[plain, secret].flatMap((one) => allOf(one, key).map(({ name }) => `${name}: a key that nobody asked for`)),
    ...differences('rights of the key', stringsOf(at(oneOf(everything, key), 'properties.rights')), ['Send']),
    ...unless(allOf(plain, 'Microsoft.Network/virtualNetworks').length === 0, 'a network that nobody asked for'),
    ...unless(
      String(at(oneOf(everything, 'Microsoft.Web/sites'), 'properties.virtualNetworkSubnetId')).endsWith(
        '/subnets/app',
      ),
      'the app is outside of its network',
    ),
  ]
}

/** Every private address is found by its name, and the subnet is one that the plan can use. */
const networkWorks: EstateCheck = ({ everything }) => {
  const links = allOf(everything, 'Microsoft.Network/privateDnsZones/virtualNetworkLinks')
  const endpoints = allOf(everything, 'Microsoft.Network/privateEndpoints').map((endpoint) => JSON.stringify(endpoint))
  const targets = ['blob', 'table', 'namespace'].map((group) => {
    const one = endpoints.find((text) => text.includes(`"groupIds":["${group}"]`)) ?? ''
    return `${group} ${/"privateLinkServiceId":"[^"]*\/(st|sb-)[^"/]*"/.exec(one)?.[1] ?? 'nowhere'}`
  })
  const zones = allOf(everything, 'Microsoft.Network/privateDnsZones').map(({ name }) => name)
  return [
    ...differences('endpoints', targets, ['blob st', 'table st', 'namespace sb-']),
    ...differences('zones', zones, [
      "[format('privatelink.blob.{0}', environment().suffixes.storage)]",
      "[format('privatelink.table.{0}', environment().suffixes.storage)]",
      'privatelink.servicebus.windows.net',
    ]),
    ...unless(
      JSON.stringify(oneOf(everything, 'Microsoft.Network/virtualNetworks')).includes('Microsoft.App/environments'),
      'Flex Consumption cannot use the subnet',
    ),
    ...unless(links.length === zones.length, 'a zone is not known in the network'),
    ...unless(
      links.every((link) => at(link, 'properties.registrationEnabled') === false),
      'the zones hold the endpoints only',
    ),
  ]
}

export const networkChecks = { closedByDefault, networkWorks }
