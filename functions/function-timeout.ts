// After how long the host ends a run: what host.json says, unless a setting of the host says otherwise.

/** `functionTimeout` of host.json. https://learn.microsoft.com/azure/azure-functions/functions-host-json#functiontimeout */
const ofHostJson = '00:05:00'

const span = /^(\d{1,2}):(\d{2}):(\d{2})$/

/**
 * @param setting `AzureFunctionsJobHost__functionTimeout`, as `hh:mm:ss`; any other text is no limit that is known here
 * @returns milliseconds
 */
export const functionTimeoutMs = (setting = ofHostJson): number => {
  const [, hours, minutes, seconds] = span.exec(setting) ?? span.exec(ofHostJson) ?? []
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000
}
