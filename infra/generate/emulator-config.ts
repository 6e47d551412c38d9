// What Microsoft's Service Bus emulator is told: https://github.com/Azure/azure-service-bus-emulator-installer

import { type QueueSettings, queueSettings } from '../../functions/queues.ts'

/** The emulator takes no more than an hour of life and ten deliveries. */
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

/** One namespace of a fixed name; topics must be named. */
export const emulatorConfig = () => ({
  UserConfig: {
    Namespaces: [{ Name: 'sbemulatorns', Queues: queueSettings.map(emulated), Topics: [] }],
    Logging: { Type: 'Console' },
  },
})
