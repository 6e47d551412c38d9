// What the pages of headquarters say: the shape of it, which the compiler holds every language to.

import type { FieldKind } from '../../domain/field.ts'
import type { FieldErrorCode } from '../../domain/field-checks.ts'

/** A sentence around something that the page draws, such as a link or a moment. */
type Around = <T>(drawn: T) => readonly (string | T)[]

type Texts<Name extends string> = Readonly<Record<Name, string>>

/** A table: what it is called, the titles of its columns, and what is said when it has no rows. */
type TableWords<Column extends string> = {
  readonly caption: string
  readonly columns: Texts<Column>
  readonly empty: string
}

export type PageWords = {
  readonly layout: Texts<'headquarters' | 'product' | 'skipToContent'> & {
    /** What the browser calls a page. */
    readonly windowTitle: (title: string) => string
    /** The areas, which are also the titles of their first pages. */
    readonly areas: Texts<'prospects' | 'jobs' | 'dual-write'>
  }
  readonly prospects: Texts<'filter' | 'all' | 'paging' | 'firstPage' | 'nextPage'> & {
    readonly table: Omit<
      TableWords<
        'number' | 'company' | 'requestor' | 'country' | 'status' | 'sales' | 'flags' | 'submitted' | 'changed'
      >,
      'caption'
    >
    /** @param status the filter, in words */
    readonly caption: (status: string) => string
  }
  readonly prospect: Texts<
    'flags' | 'company' | 'requestor' | 'sales' | 'customers' | 'hierarchy' | 'noHierarchy' | 'mails' | 'timeline'
  > & {
    readonly submitted: Around
    readonly changed: Around
    readonly name: string
    readonly salesFacts: Texts<'stage' | 'lead' | 'leadWritten' | 'opportunity' | 'decision' | 'reason'>
    readonly customersTable: TableWords<'number' | 'type' | 'name'>
    readonly mailsTable: TableWords<'kind' | 'language' | 'state' | 'when'>
  }
  readonly customer: Texts<'edit' | 'general' | 'onboarding' | 'saved'> & {
    readonly ofType: (type: string) => string
    readonly facts: Texts<
      'name' | 'language' | 'invoiceAccount' | 'prospect' | 'hierarchy' | 'notInSalesYet' | 'created' | 'changed'
    >
  }
  readonly editCustomer: Texts<'general' | 'address' | 'save' | 'cancel' | 'changedMeanwhile' | 'refused' | 'empty'> & {
    readonly title: Around
    readonly failed: (title: string) => string
    /** @param own labels of the fields that Sales has no column for */
    readonly intro: (type: string, own: readonly string[]) => string
    /** What the field says by now, when somebody else changed it meanwhile. */
    readonly now: Around
  }
  /** What is wrong with a field. */
  readonly fieldErrors: {
    readonly codes: Texts<FieldErrorCode>
    readonly tooLong: (max: number) => string
    /** Instead of the text for `format`, by kind of field. */
    readonly formats: Readonly<Partial<Record<FieldKind, string>>>
    readonly signInTaken: string
  }
  readonly hierarchy: Texts<'kind' | 'general' | 'members'> & {
    readonly facts: Texts<'number' | 'name' | 'purpose' | 'organization' | 'created'>
    readonly table: TableWords<'name' | 'role' | 'added'>
  }
  /** `schedule` says by whom a job ran that nobody ran. */
  readonly jobs: Texts<'never' | 'schedule' | 'runNow'> & {
    readonly table: TableWords<'job' | 'lastRun' | 'processed' | 'failed' | 'seconds' | 'action'>
    readonly lastRun: <T>(at: T, by: T) => readonly (string | T)[]
    readonly runThis: (job: string) => string
    readonly ran: (job: string, processed: number, failed: number) => string
  }
  readonly dualWrite: Texts<
    | 'bridge'
    | 'running'
    | 'pauseReason'
    | 'pause'
    | 'resume'
    | 'queues'
    | 'noCounts'
    | 'errors'
    | 'retry'
    | 'retryAll'
    | 'sendAgain'
    | 'mayArriveTwice'
    | 'dismiss'
    | 'dismissReason'
    | 'nextPage'
  > & {
    readonly states: Texts<'running' | 'paused' | 'waiting'>
    readonly facts: Texts<'state' | 'pausedBy' | 'reason' | 'kept'>
    readonly queuesTable: TableWords<'queue' | 'waiting' | 'scheduled' | 'deadLettered'>
    readonly errorsTable: TableWords<
      'message' | 'prospect' | 'reason' | 'tries' | 'first' | 'last' | 'state' | 'action'
    >
    /** A button that asks for more before it does something. */
    readonly more: (button: string) => string
    /** What was just done. */
    readonly done: Texts<'paused' | 'resumed' | 'retried' | 'dismissed'>
  }
  readonly error: {
    readonly notFound: string
    readonly title: (status: number) => string
    readonly correlationId: Around
  }
}
