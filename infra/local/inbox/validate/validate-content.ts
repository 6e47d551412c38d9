// What a mail says: subject, content blocks and attachments.
import { type Fields, isFields, isText, listOf, type Report, typeName } from './checks.ts'

const order = (type: unknown): number => {
  if (type === 'text/plain') return 0
  return type === 'text/html' ? 1 : 2
}

const blockMistakes = (block: unknown, field: string, report: Report): void => {
  if (!isFields(block)) {
    report(field, `Invalid type. Expected: object, given: ${typeName(block)}.`, 'content')
    return
  }
  if (!isText(block['type'])) {
    report(`${field}.type`, 'Your content type must be a string with length of at least one character.', 'content.type')
  } else if (/[;,\r\n]/.test(block['type'])) {
    report(`${field}.type`, "Cannot contain ';', or CRLF characters.", 'content.type')
  }
  if (!isText(block['value'])) {
    const rule = 'The content value must be a string at least one character in length.'
    report(`${field}.value`, rule, 'content.value')
  }
}

/** Reports missing, empty, repeated or wrongly ordered content. */
export const contentMistakes = (mail: Fields, report: Report): void => {
  const blocks = listOf(mail, 'content', 'content', 'content', report)
  if (blocks.length === 0 && (mail['content'] === undefined || Array.isArray(mail['content']))) {
    if (isText(mail['template_id'])) return
    const rule = 'Unless a valid template_id is provided, the content parameter is required.'
    const hint = 'There must be at least one defined content block. We typically suggest both text/plain and text/html'
    report('content', `${rule} ${hint} blocks are included, but only one block is required.`, 'content')
  }
  for (const [at, block] of blocks.entries()) blockMistakes(block, `content.${at}`, report)
  const types = blocks.flatMap((block) => (isFields(block) ? [block['type']] : []))
  if (['text/plain', 'text/html'].some((type) => types.filter((each) => each === type).length > 1)) {
    report('content', 'If present, text/plain and text/html may only be provided once.', 'content')
  }
  if (types.some((type, at) => at > 0 && order(type) < order(types[at - 1]))) {
    const rule = 'Following RFC 1341, section 7.2, if either text/html or text/plain are to be sent in your email:'
    report(
      'content',
      `${rule} text/plain needs to be first, followed by text/html, followed by any other content.`,
      'content',
    )
  }
}

/** Reports a subject that is missing both here and in some personalization, or that is no text. */
export const subjectMistakes = (mail: Fields, report: Report): void => {
  if (mail['subject'] !== undefined) {
    const rule = 'The subject of your email must be a string at least one character in length.'
    if (!isText(mail['subject'])) report('subject', rule, 'subject')
    return
  }
  const list = Array.isArray(mail['personalizations']) ? mail['personalizations'] : []
  const everyHasOne = list.every((each) => isFields(each) && each['subject'] !== undefined)
  if (isText(mail['template_id']) || everyHasOne) return
  const rule =
    'The subject is required. You can get around this requirement if you use a template with a subject defined'
  report('subject', `${rule} or if every personalization has a subject defined.`, 'subject')
}

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** Reports attachments without content or name, and content that is not base64. */
export const attachmentMistakes = (mail: Fields, report: Report): void => {
  for (const [at, attachment] of listOf(mail, 'attachments', 'attachments', 'attachments', report).entries()) {
    const field = `attachments.${at}`
    if (!isFields(attachment)) {
      report(field, `Invalid type. Expected: object, given: ${typeName(attachment)}.`, 'attachments')
      continue
    }
    const { content, filename, type, disposition, content_id: contentId } = attachment
    const say = (name: string, message: string) => report(`${field}.${name}`, message, `attachments.${name}`)
    if (!isText(content)) say('content', 'The attachment content must be a string at least one character in length.')
    else if (!base64.test(content)) say('content', 'The attachment content must be base64 encoded.')
    if (filename === undefined) say('filename', 'filename is required.')
    else if (!isText(filename)) say('filename', 'The filename of your attachment must be a string.')
    else if (/[\r\n]/.test(filename)) say('filename', 'The filename of your attachment cannot contain CRLF characters.')
    if (type !== undefined && !isText(type)) {
      say('type', 'The attachment type must be a string and at least one character in length.')
    } else if (isText(type) && /[;\r\n]/.test(type)) say('type', "The type cannot contain ';', or CRLF characters.")
    if (disposition !== undefined && disposition !== 'inline' && disposition !== 'attachment') {
      const rule = 'The disposition of your attachment can be either "inline" or "attachment".'
      say('disposition', `${rule} You provided ${JSON.stringify(disposition)}.`)
    }
    if (contentId !== undefined && typeof contentId !== 'string') {
      say(
        'content_id',
        `The content ID of your attachment must be a string. You provided ${JSON.stringify(contentId)}.`,
      )
    }
  }
}
