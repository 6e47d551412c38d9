// The only script of the app: keys for those who work in headquarters all day. Every page works without it. It asks for
// nothing, stores one word (whether somebody turned the keys off), and only moves the focus.

/** JavaScript to be answered as it stands. `keys` is the dialog that tells of them, `keys-open` the button that shows it. */
export const staffScript = `(() => {
const dialog = document.getElementById('keys')
const opener = document.getElementById('keys-open')
if (!dialog || !opener) return
const toggle = dialog.querySelector('[type=checkbox]')
let kept = null
try { kept = localStorage.getItem('keys') } catch {}
toggle.checked = kept !== 'off'
toggle.addEventListener('change', () => {
  try { localStorage.setItem('keys', toggle.checked ? 'on' : 'off') } catch {}
})
const show = () => { if (!dialog.open) dialog.showModal() }
opener.hidden = false
opener.addEventListener('click', show)
dialog.querySelector('button').addEventListener('click', () => dialog.close())
const move = (by) => {
  const links = [...document.querySelectorAll('main tbody th a')]
  const at = links.indexOf(document.activeElement)
  const next = links[at < 0 ? (by > 0 ? 0 : links.length - 1) : at + by]
  if (next) next.focus()
}
const acts = {
  '/': () => {
    const field = document.querySelector('[role=search] input')
    if (field) { field.focus(); field.select() }
  },
  '?': show,
  j: () => move(1),
  k: () => move(-1),
}
document.addEventListener('keydown', (event) => {
  const { key, target } = event
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return
  if (dialog.open || !toggle.checked) return
  if (target instanceof Element && target.closest('input, textarea, select')) {
    if (key === 'Escape') target.blur()
    return
  }
  if (!Object.hasOwn(acts, key)) return
  event.preventDefault()
  acts[key]()
})
})()
`
