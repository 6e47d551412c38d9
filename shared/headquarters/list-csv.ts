// What the lists of headquarters show, as files for a spreadsheet. Codes as in JSON, whatever language staff read.

import type { ImportRow } from '../domain/partner-import.ts'
import { referenceOf } from '../domain/reference.ts'
import { csvFile } from './csv.ts'
import type { UserRow } from './partner-query.ts'
import type { ProspectLineJson } from './prospect-json.ts'
import type { MailLine } from './store/mail-index.ts'
import type { PartnerLine } from './store/partner-lines.ts'

const prospectColumns = [
  'number',
  'reference',
  'company',
  'requestor',
  'country',
  'status',
  'stage',
  'flags',
  'likelyDuplicates',
  'createdAt',
  'changedAt',
  'decidedAt',
  'dueAt',
  'overdue',
  'id',
] as const

/** Lines of *All prospects*. */
export const prospectsCsv = (items: readonly ProspectLineJson[]): string =>
  csvFile(
    prospectColumns,
    items.map(
      ({
        prospectId,
        companyName,
        requestorName,
        flags,
        likelyDuplicates = 0,
        decidedAt = '',
        dueAt = '',
        overdue = '',
        stage = '',
        ...line
      }) => ({
        number: line.number,
        reference: referenceOf(prospectId),
        company: companyName,
        requestor: requestorName,
        country: line.country,
        status: line.status,
        stage,
        flags: flags.join(' '),
        likelyDuplicates: String(likelyDuplicates),
        createdAt: line.createdAt,
        changedAt: line.changedAt,
        decidedAt,
        dueAt,
        overdue,
        id: prospectId,
      }),
    ),
  )

/** Lines of *Partners*. */
export const partnersCsv = (items: readonly PartnerLine[]): string =>
  csvFile(
    [
      'number',
      'name',
      'status',
      'country',
      'channels',
      'marks',
      'users',
      'admins',
      'createdAt',
      'changedAt',
      'id',
    ] as const,
    items.map(
      ({ organizationId, country = '', channels = [], marks = [], users, admins, changedAt = '', ...line }) => ({
        number: line.number,
        name: line.name,
        status: line.status,
        country,
        channels: channels.join(' '),
        marks: marks.join(' '),
        users: String(users),
        admins: String(admins),
        createdAt: line.createdAt,
        changedAt,
        id: organizationId,
      }),
    ),
  )

/** Lines of *Users*. */
export const usersCsv = (items: readonly UserRow[]): string =>
  csvFile(
    [
      'name',
      'email',
      'role',
      'status',
      'reason',
      'pending',
      'told',
      'partner',
      'addedAt',
      'changedAt',
      'id',
      'organizationId',
    ] as const,
    items.map(({ userId, organizationId, name, email = '', role, status, reason = '', pending = '', ...line }) => ({
      name,
      email,
      role,
      status,
      reason,
      pending,
      told: line.isTold ? 'yes' : 'no',
      partner: line.partner,
      addedAt: line.addedAt,
      changedAt: line.changedAt ?? '',
      id: userId,
      organizationId,
    })),
  )

/** Lines of *E-mails*. */
export const mailsCsv = (items: readonly MailLine[]): string =>
  csvFile(
    [
      'type',
      'number',
      'organization',
      'state',
      'trouble',
      'class',
      'reason',
      'channel',
      'language',
      'askedAt',
      'changedAt',
      'id',
      'ownerId',
    ] as const,
    items.map(({ kind, numbers: [number = '', organization = ''], trouble, channel = '', ...line }) => ({
      type: kind,
      number,
      organization,
      state: line.state,
      trouble: trouble?.kind ?? '',
      class: trouble?.class ?? '',
      reason: trouble?.reason ?? '',
      channel,
      language: line.language,
      askedAt: line.askedAt,
      changedAt: line.at,
      id: line.mailId,
      ownerId: line.ownerId,
    })),
  )

/** Rows of an import. */
export const importCsv = (rows: readonly ImportRow[]): string =>
  csvFile(
    ['line', 'name', 'outcome', 'number', 'id', 'why', 'columns'] as const,
    rows.map(({ line, name, outcome, number = '', organizationId, why = '', columns = [] }) => ({
      line: String(line),
      name,
      outcome,
      number,
      id: number === '' ? '' : organizationId,
      why,
      columns: columns.join(' '),
    })),
  )
