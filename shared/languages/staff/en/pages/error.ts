// What a page of an error says.

import { after } from '../wording.ts'

export const error = {
  notFound: 'Not found',
  title: (status: number) => `Error ${status}`,
  correlationId: after('Correlation id: '),
}
