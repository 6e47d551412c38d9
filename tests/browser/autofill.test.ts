// The browser's own filling in, as people use it: one press at a field, and the whole form holds what the profile says, each
// thing in its place and nothing where the profile has nothing. https://chromedevtools.github.io/devtools-protocol/tot/Autofill/

import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { controlName } from '../../shared/channel/sign-up-form.ts'
import { languages } from '../../shared/domain/languages.ts'
import type { FormPath } from '../../shared/domain/onboarding-fields.ts'
import { sitePages } from '../unit/pages-samples.ts'
import { useSamplePages } from './sample-pages.ts'
import { useBrowser } from './stage.ts'

const at = useSamplePages(
  new Map(
    languages.flatMap(({ tag }) => {
      const { 'sign-up': page } = sitePages(tag)
      return page ? [[`/${tag}`, page] as const] : []
    }),
  ),
)

/** What a browser knows of somebody by its own names, and the fields in which that belongs. */
const profiles: Readonly<Record<string, readonly (readonly [known: string, value: string, field?: FormPath])[]>> = {
  'of Germany': [
    ['NAME_FIRST', 'Ada', 'requestor.firstName'],
    ['NAME_LAST', 'Roth', 'requestor.lastName'],
    ['NAME_FULL', 'Ada Roth'],
    ['COMPANY_NAME', 'Fabrikam GmbH', 'company.name'],
    ['EMAIL_ADDRESS', 'ada@fabrikam.example', 'requestor.email'],
    ['PHONE_HOME_WHOLE_NUMBER', '+49301234567', 'company.phone'],
    ['ADDRESS_HOME_STREET_ADDRESS', 'Hauptstraße 1'],
    ['ADDRESS_HOME_LINE1', 'Hauptstraße 1', 'company.address.line1'],
    ['ADDRESS_HOME_CITY', 'Berlin', 'company.address.city'],
    ['ADDRESS_HOME_ZIP', '10115', 'company.address.postalCode'],
    ['ADDRESS_HOME_COUNTRY', 'DE', 'company.address.country'],
  ],
  'of the United States': [
    ['NAME_FIRST', 'Kim', 'requestor.firstName'],
    ['NAME_LAST', 'Akers', 'requestor.lastName'],
    ['NAME_FULL', 'Kim Akers'],
    ['COMPANY_NAME', 'Contoso LLC', 'company.name'],
    ['EMAIL_ADDRESS', 'kim@contoso.example', 'requestor.email'],
    // Numbers of the country that Chromium takes for its own are written without a plus sign.
    ['PHONE_HOME_WHOLE_NUMBER', '14255550100', 'company.phone'],
    ['ADDRESS_HOME_STREET_ADDRESS', '1 Main St\nSuite 5'],
    ['ADDRESS_HOME_LINE1', '1 Main St', 'company.address.line1'],
    ['ADDRESS_HOME_LINE2', 'Suite 5', 'company.address.line2'],
    ['ADDRESS_HOME_CITY', 'Redmond', 'company.address.city'],
    ['ADDRESS_HOME_STATE', 'WA', 'company.address.stateOrProvince'],
    ['ADDRESS_HOME_ZIP', '98052', 'company.address.postalCode'],
    ['ADDRESS_HOME_COUNTRY', 'US', 'company.address.country'],
  ],
}

const open = useBrowser()

/** Every control that people see and what it holds. */
const valuesOn = async (page: Page): Promise<Record<string, string>> =>
  Object.fromEntries(
    await page
      .locator('form input:not([type=hidden]), form select, form textarea')
      .evaluateAll((controls) =>
        controls.map((control) => [
          control.getAttribute('name') ?? '',
          (control as unknown as { value: string }).value,
        ]),
      ),
  )

/** Presses the browser's offer at a control. */
const fill = async (page: Page, name: string, profile: (typeof profiles)[string]): Promise<void> => {
  const session = await page.context().newCDPSession(page)
  const { root } = await session.send('DOM.getDocument')
  const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector: `[name="${name}"]` })
  const { node } = await session.send('DOM.describeNode', { nodeId })
  const fields = profile.map(([known, value]) => ({ name: known, value }))
  await session.send('Autofill.enable')
  await session.send('Autofill.setAddresses', { addresses: [{ fields }] })
  await page.locator(`[name="${name}"]`).click()
  await session.send('Autofill.trigger', { fieldId: node.backendNodeId, address: { fields } })
}

describe.each(languages)('the form in $tag', ({ tag }) => {
  test.each([
    { whose: 'of Germany', field: 'requestor.firstName' },
    { whose: 'of the United States', field: 'company.name' },
  ] as const)('is filled in at $field by a profile $whose, and nothing else is', async ({ whose, field }) => {
    const profile = profiles[whose] ?? []
    const { page } = await open({ javaScript: true })
    await page.goto(at(`/${tag}`))
    const before = await valuesOn(page)
    const belongs = profile.flatMap(([, value, path]) => (path ? [[controlName(path), value] as const] : []))
    // The browser looks at a form a moment after it was loaded; pressed before, it fills in what it knows by then.
    const filled = async () => {
      await fill(page, controlName(field), profile)
      return valuesOn(page)
    }
    await expect.poll(filled, { interval: 500, timeout: 20_000 }).toEqual({ ...before, ...Object.fromEntries(belongs) })
  })
})
