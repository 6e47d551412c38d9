import { describe, expect, it } from 'vitest'
import { accountsOfRows } from '../../shared/domain/likely/accounts-of-rows.ts'

describe('the account that a company of a file may be', () => {
  const accounts = [
    { id: 'a', name: 'Fabrikam', email: 'INFO@fabrikam.example' },
    { id: 'b', name: 'fabrikam' },
    { id: 'c', email: 'hello@contoso.example' },
  ]
  const found = (name: string, email?: string) =>
    accountsOfRows(new Map([[1, { name, ...(email === undefined ? {} : { email }) }]]), accounts).get(1)?.id

  it.each([
    [' FABRIKAM ', undefined, 'a'],
    ['Ｆａｂｒｉｋａｍ', undefined, 'a'],
    ['Other', 'info@Fabrikam.example', 'a'],
    ['Contoso', 'hello@contoso.example', 'c'],
    ['Fabrikam GmbH', undefined, undefined],
    ['Contoso', 'hello@contoso.example.org', undefined],
    ['', '', undefined],
  ])('%j with %j', (name, email, id) => {
    expect(found(name, email)).toBe(id)
  })
})
