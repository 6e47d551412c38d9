// What of a page is shown to whom: buttons and links that the table of routes would refuse are left out.

import { linkTo } from '../../domain/link-to.ts'
import { type Html, type HtmlValue, html } from '../../platform/html.ts'
import { type Role, roleRanks, type Viewer } from '../access.ts'
import { type StaffAddress, staffAddresses } from '../staff-addresses.ts'

type StaffAddressName = keyof typeof staffAddresses
type Values<Name extends StaffAddressName> = Parameters<typeof linkTo<Name>>[1]

const isEnough = (viewer: Viewer | undefined, needed: Role | undefined): boolean =>
  needed !== undefined && viewer?.role !== undefined && roleRanks[viewer.role] >= roleRanks[needed]

const addressOf = (name: StaffAddressName): StaffAddress => staffAddresses[name]

/** Where headquarters decides there is nothing of Sales to open or to press. */
const isThere = (viewer: Viewer | undefined, { withSales }: StaffAddress, action?: string): boolean =>
  viewer?.desk !== 'headquarters' ||
  !(withSales === true || (action !== undefined && withSales?.includes(action) === true))

/** Whether somebody may open a page; nobody in particular may open none. */
export const mayOpen = (viewer: Viewer | undefined, name: StaffAddressName): boolean =>
  isEnough(viewer, addressOf(name).open) && isThere(viewer, addressOf(name))

/** @param action as the address has it, where it says what is done */
export const mayPress = (viewer: Viewer | undefined, name: StaffAddressName, action = ''): boolean =>
  isEnough(viewer, addressOf(name).press?.[action]) && isThere(viewer, addressOf(name), action)

/**
 * A form that posts to an address of headquarters; nothing for those who may not press it.
 * @param values of the parameters in the address; `action` says what is done
 * @param attributes of the form beside its method and address
 * @param query what stands behind the path of its address
 */
export const pressForm = <Name extends StaffAddressName>(
  viewer: Viewer | undefined,
  name: Name,
  values: Values<Name>,
  content: HtmlValue,
  attributes?: Html,
  query: Readonly<Record<string, string>> = {},
): Html | false => {
  const { action }: { readonly action?: string } = values
  return (
    mayPress(viewer, name, action) &&
    html`<form${attributes && html` ${attributes}`} method="post" action="${linkTo(name, values, query)}">${content}</form>`
  )
}

/** A form that is one quiet button; nothing for those who may not press it. */
export const pressButton = <Name extends StaffAddressName>(
  viewer: Viewer | undefined,
  name: Name,
  values: Values<Name>,
  text: string,
): Html | false => pressForm(viewer, name, values, html`<button class="button quiet" type="submit">${text}</button>`)

/**
 * A form that asks why, in a field named `reason`; nothing for those who may not press it.
 * @param id of the field
 * @param button with whatever else the form sends
 */
export const reasonForm = <Name extends StaffAddressName>(
  viewer: Viewer | undefined,
  name: Name,
  values: Values<Name>,
  id: string,
  label: string,
  button: Html,
): Html | false =>
  pressForm(
    viewer,
    name,
    values,
    html`<div><label for="${id}">${label}</label><input id="${id}" name="reason" type="text" required maxlength="200" autocomplete="off"></div>
${button}`,
    html`class="reason-form"`,
  )
