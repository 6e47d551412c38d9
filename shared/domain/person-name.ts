// How the name of a person is written: one way for lists, pages, customers and mails.

const familyNameFirst = /^[\p{Script=Han}\p{Script=Hangul}]+$/u

/**
 * A person's name: names in Chinese or Korean characters put the family name first, without a space, whatever the language
 * they are shown in; all others put the first name first. Who has one name only has it as the last one.
 */
export const personName = ({
  firstName = '',
  lastName = '',
}: {
  readonly firstName?: string
  readonly lastName?: string
}): string =>
  familyNameFirst.test(firstName) && familyNameFirst.test(lastName)
    ? `${lastName}${firstName}`
    : `${firstName} ${lastName}`.trim()
