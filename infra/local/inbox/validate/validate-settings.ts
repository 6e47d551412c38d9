// How a mail is treated: categories, account resources it refers to, mail settings and tracking settings.
import { type Fields, isText, listOf, objectOf, type Report } from './checks.ts'

/** The switches that must be true or false when they are there, with the words of the refusal. */
const switches: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  mail_settings: {
    'bcc.enable': 'The bcc enable param should be a Boolean value.',
    'bypass_list_management.enable': 'The bypass list management enable param should be a Boolean value.',
    'bypass_spam_management.enable': 'The bypass spam management enable param should be a Boolean value.',
    'footer.enable': 'The footer enable param should be a Boolean value.',
    'sandbox_mode.enable': 'The sandbox mode enable param should be a boolean value.',
    'spam_check.enable': 'The spam check enable param should be a boolean value.',
  },
  tracking_settings: {
    'click_tracking.enable': 'The click tracking enable param should be a boolean value.',
    'click_tracking.enable_text': 'The click tracking enable text must be a boolean value.',
    'ganalytics.enable': 'The Google Analytics enable param must be a boolean value.',
    'open_tracking.enable': 'The open tracking enable param should be a boolean value.',
    'subscription_tracking.enable': 'The subscription tracking enable param should be a boolean value.',
  },
}

/** Reports settings that are not Boolean. */
export const settingMistakes = (mail: Fields, report: Report): void => {
  for (const [group, rules] of Object.entries(switches)) {
    const settings = objectOf(mail, group, group, group, report)
    for (const [path, message] of Object.entries(rules)) {
      const [name = '', property = ''] = path.split('.')
      const setting = settings[name] === undefined ? {} : objectOf(settings, name, `${group}.${name}`, group, report)
      const value = setting[property]
      if (value !== undefined && typeof value !== 'boolean') report(`${group}.${path}`, message, `${group}.${path}`)
    }
  }
}

/** Reports too many, too long, repeated or non-ASCII categories. */
export const categoryMistakes = (mail: Fields, report: Report): void => {
  const say = (message: string) => report('categories', message, 'categories')
  const categories = listOf(mail, 'categories', 'categories', 'categories', report)
  if (categories.length > 10) {
    say(`There is a limit of 10 categories for each email that is sent. You provided ${categories.length} categories.`)
  }
  const texts = categories.filter((category) => typeof category === 'string')
  if (texts.length < categories.length) say('Categories must be an array of strings.')
  for (const category of texts.filter((each) => each.length > 255)) {
    say(`Each category must not be longer than 255 characters. ${category} exceeds this limit.`)
  }
  const repeated = texts.find((category, at) => texts.indexOf(category) < at)
  if (repeated !== undefined) {
    say(`The categories must be a unique list, and you have included ${repeated} more than once.`)
  }
  if (texts.some((category) => /[^\x20-\x7e]/.test(category))) say('Categories can not contain non-ASCII characters.')
}

/**
 * Reports references to templates, unsubscribe groups, address pools and batches. The account of the inbox owns
 * none, so each of them is refused as the service refuses one that it does not know.
 */
export const accountMistakes = (mail: Fields, report: Report): void => {
  const { template_id: template, ip_pool_name: pool, batch_id: batch } = mail
  if (template !== undefined) {
    const message = isText(template)
      ? `The Template ID must be a valid template id for your account. You provided ${template}.`
      : `The template ID must be a string, you provided ${JSON.stringify(template)}.`
    report('template_id', message, 'template_id')
  }
  if (mail['asm'] !== undefined) {
    const group = objectOf(mail, 'asm', 'asm', 'asm', report)['group_id']
    const message = Number.isInteger(group)
      ? `The ASM group ID must be a valid Group ID on your account. You provided ${group}.`
      : 'The ASM group ID must be an integer.'
    report('asm.group_id', message, 'asm.group_id')
  }
  if (pool !== undefined) {
    const message = isText(pool)
      ? `The IP Pool name must be a valid pool name for your account. You provided ${pool}.`
      : 'The name of your IP pool must be a string.'
    report('ip_pool_name', message, 'ip_pool_name')
  }
  if (batch !== undefined) {
    report('batch_id', isText(batch) ? 'The batch_id is not valid.' : 'The batch_id must be a string.', 'batch_id')
  }
}
