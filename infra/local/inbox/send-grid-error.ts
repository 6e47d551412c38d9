// How SendGrid words its refusals: a list of what is wrong, each with the field and a link to the explanation.

export type SendGridError = { readonly message: string; readonly field: string | null; readonly help: string | null }

export type Refusal = { readonly status: number; readonly errors: readonly SendGridError[] }

/** A refusal that concerns the request as a whole, not one of its fields. */
export const refusal = (status: number, message: string): Refusal => ({
  status,
  errors: [{ message, field: null, help: null }],
})

/**
 * A mistake in one field of the request.
 * @param field the path of the field, such as `personalizations.0.to.0.email`
 * @param anchor where the documentation explains it: https://www.twilio.com/docs/sendgrid/api-reference/mail-send/errors
 */
export const fieldError = (field: string, message: string, anchor: string): SendGridError => ({
  message,
  field,
  help: `http://sendgrid.com/docs/API_Reference/Web_API_v3/Mail/errors.html#message.${anchor}`,
})
