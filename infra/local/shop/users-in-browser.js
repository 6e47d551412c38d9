// Runs in the visitor's browser: gets a statement from the shop, and then calls the app, which is on another origin. That
// works from the origins of the shop's channel alone.

const list = document.getElementById('users')
const told = document.getElementById('told')
const form = document.getElementById('add')
const texts = await (await fetch('/account/browser/texts')).json()
const key = { value: crypto.randomUUID() }

/** A statement is good for five minutes; each call gets one of its own. */
const call = async (method, path, body, headers = {}) => {
  const { statement, organizationId, api } = await (await fetch('/account/statement', { method: 'POST' })).json()
  return fetch(api + path, {
    method,
    headers: {
      authorization: `Bearer ${statement}`,
      'x-organization-id': organizationId,
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...headers,
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
}

const line = (tag, text) => Object.assign(document.createElement(tag), { textContent: text })

const entry = ({ firstName, lastName, email, role, status, pending }) => {
  const item = document.createElement('li')
  item.className = 'card'
  const under = pending ? ` · ${texts.pending.replace('{kind}', texts.kinds[pending.kind])}` : ''
  const name = [firstName, lastName].filter(Boolean).join(' ')
  item.append(line('h2', name), line('p', email), line('p', `${texts.roles[role]} · ${texts.states[status]}${under}`))
  return item
}

const show = async () => {
  const answer = await call('GET', '/api/organization/users?pageSize=100')
  const { items } = await answer.json()
  list.replaceChildren(...(items ?? []).map(entry))
}

form.addEventListener('submit', async (event) => {
  event.preventDefault()
  try {
    const body = Object.fromEntries(new FormData(form))
    const asked = await call('POST', '/api/organization/users', body, { 'idempotency-key': key.value })
    const { code, errors } = await asked.json()
    const wrong = (errors ?? []).map(({ path, message }) => `${path}: ${message}`).join(' ')
    told.textContent = asked.ok ? texts.stored : wrong || texts.refusals[code] || texts.failed
    if (asked.ok) {
      form.reset()
      key.value = crypto.randomUUID()
      await show()
    }
  } catch {
    told.textContent = texts.failed
  }
})

show().catch(() => {
  told.textContent = texts.failed
})
