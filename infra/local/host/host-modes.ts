// What a running host can be asked for: to take nothing new from queues and timers (drain), to take it again (resume),
// and to answer nobody for a while (offline).

export type HostModes = {
  readonly isDraining: () => boolean
  readonly isOffline: () => boolean
  /** Stops the listeners; resolves when their runs have ended. */
  readonly drain: () => Promise<void>
  /** Starts the listeners again, when they have stopped; it also ends the time offline. */
  readonly resume: () => Promise<void>
  readonly goOffline: () => Promise<void>
}

type ListenerGroup = { readonly start: () => void; readonly stop: () => Promise<void> }

/** Keeps the modes of a host; what is asked later waits for what was asked before. */
export const createModes = (listeners: ListenerGroup): HostModes => {
  let draining = false
  let offline = false
  let work: Promise<void> = Promise.resolve()

  const drain = (): Promise<void> => {
    if (!draining) work = work.then(listeners.stop)
    draining = true
    return work
  }
  return {
    isDraining: () => draining,
    isOffline: () => offline,
    drain,
    resume: () => {
      if (draining) work = work.then(listeners.start)
      draining = false
      offline = false
      return work
    },
    goOffline: () => {
      offline = true
      return drain()
    },
  }
}
