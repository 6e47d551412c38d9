// Stories of a partner's users, after an approval: its Admins ask on the site, a seller changes contacts in Sales.

import type { AskedUserChange } from '../../../shared/channel/ask-user-change.ts'
import type { UserView } from '../../../shared/channel/partner.ts'
import type { AskedChange } from '../../../shared/domain/users/user-fields.ts'
import type { MailEvent } from '../../../shared/mail/mail-events.ts'
import { toldUser } from './before-its-time.ts'
import type { Runner } from './runner.ts'
import type { Scenario } from './scenarios.ts'
import { mergedScenarios } from './scenarios-merged.ts'
import { sellerIn } from './seller.ts'
import type { World } from './world.ts'
import type { TakenMail } from './world-mail.ts'

type Change = Exclude<AskedChange, { kind: 'add' }>

/** Users of the partner as its site shows them. */
export const usersIn = (world: World): UserView[] =>
  world.channel.rows().flatMap(({ key, value }) => (toldUser(key) === undefined ? [] : [value as UserView]))

const adminIn = (world: World): UserView => {
  const admin = usersIn(world).find(({ role, status }) => role === 'Admin' && status === 'Active')
  if (!admin) throw new Error('There is no Admin.')
  return admin
}

/** Asks until there is an answer; whoever got none asks the same again. */
export const ask = async (runner: Runner, asked: AskedUserChange): Promise<string> => {
  const { world } = runner
  const isAdd = 'bodyHash' in asked
  for (let tries = 0; tries < 6; tries += 1) {
    const ended = await runner.attempt((app) => app.ask(asked))
    if (typeof ended === 'string') continue
    const { value } = ended
    const userId = isAdd ? (value.outcome === 'accepted' ? value.userId : '') : asked.userId
    // After a call that was never answered, a change that waits is the own one.
    const isAccepted = value.outcome === 'accepted' || (tries > 0 && !isAdd && value.code === 'change-pending')
    if (isAccepted) {
      world.asked.push({ userId, kind: asked.change.kind })
      // Whoever comes back is called as the Admin says now.
      if (asked.change.kind === 'edit' || asked.change.kind === 'add')
        for (const [path, text] of Object.entries(asked.change.fields))
          world.edits.push({ id: userId, path, text, by: 'clerk', sure: false, isAsked: true })
    }
    return isAccepted ? userId : value.outcome === 'refused' ? value.code : ''
  }
  return ''
}

const add = (runner: Runner, name: string): Promise<string> => {
  const { organizationId, userId } = adminIn(runner.world)
  const fields = { firstName: name, lastName: 'Berg', email: `${name.toLowerCase()}@fabrikam.example` }
  const change = { kind: 'add', role: 'User', fields } as const
  return ask(runner, { organizationId, by: userId, key: name, bodyHash: name, change })
}

const change = (runner: Runner, userId: string, asked: Change, by = adminIn(runner.world).userId): Promise<string> =>
  ask(runner, { organizationId: adminIn(runner.world).organizationId, by, userId, change: asked })

/** Eva is a user: from the beginning, or added now. */
const withEva = async (runner: Runner): Promise<string> => {
  const there = usersIn(runner.world).find(({ firstName }) => firstName === 'Eva')
  if (there) return there.userId
  const eva = await add(runner, 'Eva')
  await runner.quiet()
  return eva
}

/** Eva is a second Admin by now. */
const withSecondAdmin = async (runner: Runner): Promise<string> => {
  const eva = await withEva(runner)
  if (usersIn(runner.world).some(({ userId, role }) => userId === eva && role === 'Admin')) return eva
  await change(runner, eva, { kind: 'role', role: 'Admin' })
  await runner.quiet()
  return eva
}

const addUser: Scenario = async (runner) => {
  await add(runner, 'Eva')
  await runner.quiet()
}

/** The Admin edits, and the seller at the same time something else. */
const editAddress: Scenario = async (runner) => {
  const eva = await withEva(runner)
  await change(runner, eva, { kind: 'edit', fields: { email: 'berg@fabrikam.example', jobTitle: 'Buyer' } })
  await runner.round()
  sellerIn(runner.world).change('Person', eva, { phone: '+49 30 7' })
  await runner.quiet()
}

/** Removed, and added again; another one takes the address that was left meanwhile. */
const removeUser: Scenario = async (runner) => {
  const eva = await withEva(runner)
  await change(runner, eva, { kind: 'remove' })
  await runner.quiet()
  await add(runner, 'eva')
  await runner.quiet()
}

/** The second Admin removes the first, then themself. */
const lastAdmin: Scenario = async (runner) => {
  const eva = await withSecondAdmin(runner)
  const first = usersIn(runner.world).find(({ userId }) => userId !== eva)?.userId ?? ''
  await change(runner, first, { kind: 'remove' }, eva)
  await runner.round()
  await change(runner, eva, { kind: 'remove' }, eva)
  await runner.quiet()
}

const contactDeactivated: Scenario = async (runner) => {
  const { world } = runner
  const eva = await withEva(runner)
  const seller = sellerIn(world)
  seller.deactivate(eva)
  // The only Admin stays one.
  seller.deactivate(adminIn(world).userId)
  await runner.quiet()
  seller.activate(eva)
  await runner.quiet()
  seller.activate(adminIn(world).userId)
  await runner.quiet()
}

const twoAdmins: Scenario = async (runner) => {
  const eva = await withSecondAdmin(runner)
  const first = usersIn(runner.world).find(({ userId }) => userId !== eva)?.userId ?? ''
  await change(runner, eva, { kind: 'remove' }, first)
  await change(runner, first, { kind: 'remove' }, eva)
  await runner.quiet()
}

/** The site wants to be told: of a user, of what changes of one, and of one who is removed. */
const siteIsTold: Scenario = async (runner) => {
  const eva = await withEva(runner)
  await change(runner, eva, { kind: 'edit', fields: { jobTitle: 'Buyer' } })
  await runner.quiet()
  await change(runner, eva, { kind: 'remove' })
  await runner.quiet()
}

/** The provider says again and again what became of the mails, until it is taken: first of all, later that one came back. */
const mailsComeBack: Scenario = async (runner) => {
  await withEva(runner)
  const tell = async ({ mailId, prospectId }: TakenMail, event: Omit<MailEvent, 'mailId' | 'prospectId'>) => {
    for (let tries = 0; tries < 10; tries += 1)
      if (typeof (await runner.attempt((app) => app.mailEvent({ mailId, prospectId, ...event }))) !== 'string') return
  }
  for (const mail of [...runner.world.mail.taken]) await tell(mail, { state: 'Delivered' })
  await runner.quiet()
  const last = runner.world.mail.taken.at(-1)
  if (last) await tell(last, { state: 'Bounced', trouble: { kind: 'bounced' } })
  await runner.quiet()
}

const merged = mergedScenarios({
  withEva,
  edit: (runner, userId, fields) => change(runner, userId, { kind: 'edit', fields }),
  add,
  admin: ({ world }) => adminIn(world),
})

/** Where Eva is a user, and where Eva is a second Admin: what other stories begin from. */
export const hasEva: Scenario = async (runner) => void (await withEva(runner))
export const hasSecondAdmin: Scenario = async (runner) => void (await withSecondAdmin(runner))

/** A story that begins with an approval where nobody is a partner yet. */
export const afterApproval =
  (approve: Scenario) =>
  (scenario: Scenario): Scenario =>
  async (runner) => {
    if (usersIn(runner.world).length === 0) await approve(runner)
    await scenario(runner)
  }

/** @param approve begins each of them where nobody is a partner yet */
export const userScenarios = (approve: Scenario) => {
  const toldOf =
    (scenario: Scenario): Scenario =>
    async (runner) => {
      runner.world.site.isTold = true
      await scenario(runner)
    }
  const takesEvents =
    (scenario: Scenario): Scenario =>
    async (runner) => {
      runner.world.site.takesEvents = true
      await scenario(runner)
    }
  const after = afterApproval(approve)
  return {
    'add a user': after(addUser),
    'edit an address': after(editAddress),
    'remove a user': after(removeUser),
    'last admin': after(lastAdmin),
    'contact deactivated': after(contactDeactivated),
    'two Admins at once': after(twoAdmins),
    'site is told': toldOf(after(siteIsTold)),
    'site takes events': takesEvents(toldOf(after(mailsComeBack))),
    'merged contact': after(merged['merged contact']),
    'merged users': after(merged['merged users']),
    'merged account': after(merged['merged account']),
  } as const
}
