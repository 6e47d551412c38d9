// The pages of templates and profiles of mails, drawn with sample data.

import type { MailTemplate } from '../../shared/domain/mail-templates.ts'
import { mailKinds, mailStates } from '../../shared/domain/prospect-view.ts'
import type { Viewer } from '../../shared/headquarters/access.ts'
import type { BridgeView } from '../../shared/headquarters/pages/bridge-banner.ts'
import { renderErase } from '../../shared/headquarters/pages/render-erase.ts'
import { renderExport } from '../../shared/headquarters/pages/render-export.ts'
import { renderMail } from '../../shared/headquarters/pages/render-mail.ts'
import { renderMailProfile } from '../../shared/headquarters/pages/render-mail-profile.ts'
import { renderMailTemplate } from '../../shared/headquarters/pages/render-mail-template.ts'
import { renderMailTemplates } from '../../shared/headquarters/pages/render-mail-templates.ts'
import { renderMails } from '../../shared/headquarters/pages/render-mails.ts'
import type { MailLine } from '../../shared/headquarters/store/mail-index.ts'
import type { Html } from '../../shared/platform/html.ts'
import type { Change } from './pages-samples.ts'

export const mailPages = (text: Change, bridge: BridgeView, viewer: Viewer): Record<string, Html> => {
  const frame = { bridge, viewer }
  const at = '2026-11-24T08:00:00.000Z'
  const template: MailTemplate = {
    templateId: text('t1'),
    type: 'approved',
    name: text('Welcome'),
    version: 2,
    changedAt: at,
    changedBy: text('kim'),
  }
  const wording = { subject: text('Welcome'), body: text('<p>Hello</p>') }
  const own = { templateId: text('t1'), language: 'et', version: 2, ...wording } as const
  const channel = { name: `${text('eu')}1`, title: text('Partner site') }
  const lines = { approved: { templateId: text('t1') }, rejected: { off: true } } as const
  const versions = [
    { language: 'et', version: 2, wording, at, who: text('kim') },
    { language: 'nl', version: 1, at, who: text('kim') },
  ] as const
  const page = {
    ...frame,
    template,
    etag: text('W/"1"'),
    texts: [own],
    versions,
    senders: [],
    language: 'et',
    wording,
  } as const
  const book = { profiles: [{ channel: text('eu'), lines }], templates: [template], texts: [own] }
  const mailLines = mailStates.map(
    (state, nr): MailLine => ({
      ownerId: text('p1'),
      // Ids tell them apart, whatever they are.
      number: nr,
      mailId: `${text('m')}${nr}`,
      kind: mailKinds[nr % mailKinds.length] ?? 'received',
      language: 'nl',
      state,
      at,
      askedAt: at,
      numbers: nr === 0 ? [] : [text('P-000001')],
      channel: text('eu'),
      ...(nr % 2 === 0 ? {} : { isUser: true as const, template: { templateId: text('t1'), version: 2 } }),
      ...(state === 'Bounced'
        ? { trouble: { kind: 'dropped', class: 'suppressed-bounce', reason: text('Bounced Address') } as const }
        : {}),
      ...(state === 'Skipped' ? { because: 'complaint' as const } : {}),
    }),
  )
  const cells = [
    {
      facets: { status: ['Bounced'], type: ['approved'], channel: [text('eu')], trouble: ['dropped'] },
      count: 1200,
    },
  ] as const
  const place = { filter: {}, trail: [], now: Date.parse(at) }
  const one = {
    ...frame,
    ownerId: text('p1'),
    number: 1,
    stands: true,
    hasComplained: false,
    mayArriveTwice: true,
    mail: {
      mailId: text('m1'),
      decision: 1,
      kind: 'approved',
      language: 'nl',
      state: 'Delivered',
      tries: 1,
      at,
      about: { numbers: [text('P-000001')], channel: text('eu') },
    },
  } as const
  return {
    erase: renderErase({
      ...frame,
      prospectId: text('p1'),
      number: text('P-000042'),
      companyName: text('Fabrikam GmbH'),
      reason: text('asked by phone'),
      notice: { tone: 'bad', text: text('Nothing was erased.') },
    }),
    export: renderExport({
      ...frame,
      kept: {
        exportedAt: at,
        reportedSpam: false,
        prospect: { number: text('P-000042'), company: { name: text('Fabrikam GmbH'), taxId: text('DE1') } },
        customers: [{ number: text('C-1') }, { number: text('C-2') }],
        addresses: [text('a@x.example')],
        acts: [],
      },
      number: text('P-000042'),
      file: '/f',
      back: '/b',
    }),
    mail: renderMail(one),
    'mail-complained': renderMail({
      ...one,
      hasComplained: true,
      mail: { ...one.mail, kind: 'user-added', state: 'Skipped', because: 'complaint' },
      notice: { tone: 'warn', text: text('Nothing was done.') },
    }),
    mails: renderMails({ ...frame, ...place, cells, items: mailLines, nextCursor: text('c') }),
    'mails-none': renderMails({ ...frame, ...place, search: text('P-000009'), items: [] }),
    'mail-templates': renderMailTemplates({ ...frame, book, channels: [channel], formId: text('f1') }),
    'mail-templates-refused': renderMailTemplates({
      ...frame,
      book: { profiles: [], templates: [], texts: [] },
      channels: [channel],
      formId: text('f1'),
      typed: { name: text(''), type: 'rejected' },
    }),
    'mail-template': renderMailTemplate({ ...page, preview: text('<!doctype html><p>Hello</p>') }),
    'mail-template-sender': renderMailTemplate({
      ...page,
      template: { ...template, sender: `${text('gone@shop.example')}1` },
      senders: [{ name: text('Onboarding'), email: text('desk@shop.example') }],
      versions: [
        { version: 3, at, who: text('kim'), sender: `${text('gone@shop.example')}1` },
        { version: 2, at, who: text('kim') },
      ],
    }),
    'mail-template-refused': renderMailTemplate({
      ...page,
      texts: [],
      problems: [
        { part: 'subject', line: 1, code: 'required', what: '' },
        { part: 'body', line: 3, code: 'unknown-placeholder', what: text('%password%') },
      ],
    }),
    'mail-template-beside': renderMailTemplate({
      ...page,
      now: { subject: text('Hello'), body: text('<p>b</p>') },
      notice: { tone: 'warn', text: text('Somebody else changed it.') },
    }),
    'mail-profile': renderMailProfile({
      ...frame,
      channel,
      etag: text('none'),
      lines,
      templates: [template],
      notice: { tone: 'good', text: text('Saved.') },
    }),
  }
}
