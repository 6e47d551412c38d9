// Checks that the one table of queues, the template, the triggers and the official emulator's configuration agree.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how the template spells what it fills in.

import { type QueueSettings, queueSettings } from '../../functions/queues.ts'
import { queueNames } from '../../shared/domain/messages.ts'
import { valueAt } from './azure-bicep.ts'
import { type Check, differences, mainOf, moduleOf, sources, textOf } from './azure-files.ts'

const code = sources()
const names = queueSettings.map(({ name }) => name)
const inDays = /^P(\d+)D$/

const queuesMatch: Check = (files) => {
  const inTemplate: unknown = JSON.parse(textOf(files, 'infra/azure/queues.json'))
  const queue = moduleOf(files, 'service-bus').resources.find(({ name }) => name === 'queue')?.body
  const properties = Object.keys(queueSettings[0] ?? {}).filter(
    (property) =>
      valueAt(queue, property === 'name' ? 'name' : `properties.${property}`)?.text !== `settings.${property}`,
  )
  // Both functions of a queue are registered by one loop over the table.
  const registered = ['queueName: name,', `queueName: \`\${name}/$deadletterqueue\`,`].every((one) =>
    code.includes(one),
  )
  const triggers = registered ? queueNames : []
  const tiers = mainOf(files).parameters.find(({ name }) => name === 'serviceBusSku')?.decorators ?? ''
  const longest = Math.max(
    ...queueSettings.map((one) => Number(inDays.exec(one.defaultMessageTimeToLive)?.[1] ?? Infinity)),
  )
  return [
    ...(JSON.stringify(inTemplate) === JSON.stringify(queueSettings)
      ? []
      : ['queues.json differs from the table of queues']),
    ...properties.map((property) => `service-bus: ${property} does not come from the table`),
    ...differences('triggers', triggers, names),
    ...(tiers.startsWith("@allowed(['Basic', 'Standard', 'Premium'])") ? [] : ['the tiers are others']),
    // https://learn.microsoft.com/azure/service-bus-messaging/message-expiration: Basic ends every message after 14 days.
    ...(longest <= 14 ? [] : ['the tier Basic does not keep messages that long']),
  ]
}

/** What the emulator is told of a queue: it takes no more than an hour of life and ten deliveries. */
const emulated = ({ name, lockDuration, maxDeliveryCount }: QueueSettings) => ({
  Name: name,
  Properties: {
    DeadLetteringOnMessageExpiration: true,
    DefaultMessageTimeToLive: 'PT1H',
    LockDuration: lockDuration,
    MaxDeliveryCount: Math.min(maxDeliveryCount, 10),
    RequiresDuplicateDetection: false,
    RequiresSession: false,
  },
})

const folder = 'infra/local/service-bus-emulator'

/** https://github.com/Azure/azure-service-bus-emulator-installer: one namespace of a fixed name; topics must be named. */
const emulatorMatches: Check = (files) => {
  const expected = {
    UserConfig: {
      Namespaces: [{ Name: 'sbemulatorns', Queues: queueSettings.map(emulated), Topics: [] }],
      Logging: { Type: 'Console' },
    },
  }
  const given: unknown = JSON.parse(textOf(files, `${folder}/config.json`))
  const compose = textOf(files, `${folder}/docker-compose.yml`)
  const needed = ['./config.json:/ServiceBus_Emulator/ConfigFiles/Config.json:ro', '127.0.0.1:5672:5672']
  return [
    ...(JSON.stringify(given) === JSON.stringify(expected) ? [] : ['the emulator’s queues differ from the table']),
    ...needed.filter((part) => !compose.includes(part)).map((part) => `docker-compose: ${part} is missing`),
    ...(/PASSWORD: (?!\$\{)/.test(compose) ? ['docker-compose: a password stands in the repository'] : []),
  ]
}

export const queueChecks = { queuesMatch, emulatorMatches }
