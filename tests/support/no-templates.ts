// Mails as they are where staff wrote no templates and switched nothing off.

/** Every mail is sent, with the built-in text. */
export const noTemplates = async () => ({ isOff: false })
