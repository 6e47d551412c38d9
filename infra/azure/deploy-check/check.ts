// What a line of the table is, and how the lines are printed.

import type { Ask } from './ask.ts'
import type { Handshake } from './handshake.ts'

/** `left out` is neither good nor bad: it could not be looked at, and the line says why. */
export type Outcome = 'ok' | 'FAILED' | 'left out'

export type Line = { readonly name: string; readonly outcome: Outcome; readonly detail: string }

export type Deployment = {
  readonly url: URL
  readonly ask: Ask
  readonly handshake: Handshake
  /** A word that nobody else uses, to see whether it comes back. */
  readonly marker: string
  /** How many requests to send at once to see what a full host says; 0 = none. */
  readonly flood: number
}

export type Check = {
  readonly name: string
  /** Says what is wrong, or with `leftOut` why it was not looked at; nothing when all is well. */
  readonly look: (deployment: Deployment) => Promise<Finding>
  /** Whether a connection that is cut is a good answer too. */
  readonly mayBeCut?: true
}

export type Finding = undefined | { readonly wrong: string } | { readonly leftOut: string }

export const wrong = (sentence: string): Finding => ({ wrong: sentence })

/** The first thing that is wrong. */
export const firstOf = (findings: readonly Finding[]): Finding => findings.find((finding) => finding !== undefined)

/** Looks at everything, one after the other, so that no answer is due to another question. */
export const lookAtAll = async (deployment: Deployment, checks: readonly Check[]): Promise<Line[]> => {
  const lines: Line[] = []
  for (const { name, look, mayBeCut } of checks) {
    let silence: string | undefined
    const ask: Ask = async (question) => {
      const answer = await deployment.ask(question)
      if (answer.status === 0) silence = `no answer: ${answer.error}`
      return answer
    }
    const found = await look({ ...deployment, ask })
    // Who does not answer does nothing wrong, and nothing right either.
    const finding = found ?? (silence !== undefined && !mayBeCut ? wrong(silence) : undefined)
    if (finding === undefined) lines.push({ name, outcome: 'ok', detail: '' })
    else if ('wrong' in finding) lines.push({ name, outcome: 'FAILED', detail: finding.wrong })
    else lines.push({ name, outcome: 'left out', detail: finding.leftOut })
  }
  return lines
}

/** The table as lines of text. */
export const table = (lines: readonly Line[]): string[] => {
  const width = Math.max(...lines.map(({ name }) => name.length))
  return lines.map(({ name, outcome, detail }) => `${outcome.padEnd(8)}  ${name.padEnd(width)}  ${detail}`.trimEnd())
}
