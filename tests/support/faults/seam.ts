// The one seam around every call that the product makes to a neighbour. A plan says at which calls what goes wrong, so
// every failing run can be repeated from its plan alone.

export type FaultMode = 'crash-before' | 'crash-after' | 'error-before' | 'reply-lost'

export const faultModes: readonly FaultMode[] = ['crash-before', 'crash-after', 'error-before', 'reply-lost']

/** Which call (counted from 0 over the whole run, restarts included) meets which fault. */
export type FaultPlan = ReadonlyMap<number, FaultMode>

/** How a neighbour's failures reach its caller: thrown, or returned as a value. */
export type Failures<T> = {
  /** It did nothing and says so. */
  readonly refused: () => T
  /** It did what was asked, but its answer never came. */
  readonly lost: () => T
}

/** The seam as one process sees it. */
export type Connection = {
  readonly call: <T>(name: string, effect: () => T, failures: Failures<T>) => Promise<T>
  /** Settles when the process dies; what it was doing then never ends. */
  readonly crashed: Promise<'crashed'>
}

export type Seam = {
  /** A new process: calls of earlier ones end nowhere. */
  readonly connect: () => Connection
  /** Names of the calls made so far, in order. */
  readonly calls: readonly string[]
  /** Faults that struck, in the form a plan is printed in. */
  readonly struck: readonly string[]
  /** Where the run is: another number whenever an act in a process begins or ends. */
  readonly place: () => number
  readonly nextPlace: () => void
  /** A fault at a call to come: 0 is the next one. */
  readonly arm: (callsAhead: number, mode: FaultMode) => void
  /** From now on nothing goes wrong any more. */
  readonly calm: () => void
}

const never = <T>(): Promise<T> => new Promise<T>(() => undefined)

/** What somebody who watches a call of a run is told, before it takes effect and after. */
export type Watch = {
  readonly before: (index: number, place: number) => void
  /** @param answer of the neighbour: its own error, or what the caller can or cannot tell a refusal from if it is lost */
  readonly after: (index: number, place: number, answer: 'error' | 'told-apart' | 'not-told-apart') => void
}

/**
 * @param plan faults by call
 * @param pauses how many turns a call waits before it takes effect, to mix what runs at the same time
 */
export const faultSeam = (plan: FaultPlan, pauses: () => number = () => 0, watch?: Watch): Seam => {
  const calls: string[] = []
  const struck: string[] = []
  const active = new Map(plan)
  let process = 0
  let place = 0

  const connect = (): Connection => {
    process += 1
    const own = process
    let crash: (value: 'crashed') => void = () => undefined
    const crashed = new Promise<'crashed'>((resolve) => {
      crash = resolve
    })
    const die = <T>(): Promise<T> => {
      process += 1
      crash('crashed')
      return never<T>()
    }
    const watched = <T>(by: Watch, index: number, effect: () => T, { refused, lost }: Failures<T>): T => {
      by.before(index, place)
      let answer: 'error' | 'told-apart' | 'not-told-apart' = 'error'
      try {
        const result = effect()
        answer = refused === lost ? 'not-told-apart' : 'told-apart'
        return result
      } finally {
        by.after(index, place, answer)
      }
    }
    const call = async <T>(name: string, effect: () => T, failures: Failures<T>): Promise<T> => {
      for (let turns = pauses(); turns > 0; turns -= 1) await undefined
      if (own !== process) return never<T>()
      const index = calls.length
      calls.push(name)
      const mode = active.get(index)
      if (mode === undefined) return watch ? watched(watch, index, effect, failures) : effect()
      struck.push(`${index}:${mode}(${name})`)
      if (mode === 'crash-before') return die<T>()
      if (mode === 'error-before') return failures.refused()
      const result = effect()
      if (mode === 'crash-after') return die<T>()
      return ignoring(result, failures.lost)
    }
    return { call, crashed }
  }
  return {
    connect,
    calls,
    struck,
    place: () => place,
    nextPlace: () => {
      place += 1
    },
    arm: (callsAhead, mode) => {
      active.set(calls.length + callsAhead, mode)
    },
    calm: () => active.clear(),
  }
}

const ignoring = <T>(_result: T, then: () => T): T => then()

/** A plan in one line, as failing runs print it. */
export const planText = (plan: FaultPlan): string => [...plan].map(([index, mode]) => `${index}:${mode}`).join(',')

/** Reads what `planText` printed. @throws Error when a part is no call and fault */
export const readPlan = (text: string): FaultPlan =>
  new Map(
    text
      .split(',')
      .filter((part) => part !== '')
      .map((part) => {
        const [index = '', name] = part.split(':')
        const mode = faultModes.find((each) => each === name)
        if (!/^\d+$/.test(index) || !mode) throw new Error(`No call and fault: ${part}`)
        return [Number(index), mode]
      }),
  )
