// The look of headquarters: dense, with navigation at the side, meant for people who work in it all day.

export const deskStyles = `
.desk { font-size: 0.9375rem; line-height: 1.45; display: grid; grid-template: "top top" auto "side content" 1fr / 14rem minmax(0, 1fr); background: #eef1f4; }
.desk .top { grid-area: top; background: var(--ink); color: #fff; padding: 0.7rem 1.25rem; display: flex; gap: 0.75rem; align-items: baseline; }
.desk .top a { color: #fff; text-decoration: none; font-weight: 700; }
.desk .top a:hover { text-decoration: underline; }
.desk .top span { color: #b9c6d1; font-size: 0.875rem; }
.desk .top :focus-visible { outline-color: #ffd166; }
.side { grid-area: side; background: var(--paper); border-right: 1px solid var(--line); padding: 1rem 0; }
.side h2 { font-size: 0.75rem; letter-spacing: 0.06em; text-transform: uppercase; color: var(--muted); padding: 0.6rem 1.25rem 0.3rem; }
.side ul { list-style: none; padding: 0; }
.side a { display: block; padding: 0.5rem 1.25rem; color: var(--ink); text-decoration: none; border-left: 3px solid transparent; }
.side a:hover { background: var(--ground); }
.side a[aria-current] { border-left-color: var(--brand); background: var(--brand-light); font-weight: 600; }
.desk .content { grid-area: content; padding: 1.25rem 1.5rem 3rem; min-width: 0; }
.desk h1 { font-size: 1.5rem; }
.desk h2 { font-size: 1.0625rem; }
.desk .content > * + * { margin-top: 1rem; }
.page-head { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; align-items: center; }
.page-head p { flex-basis: 100%; color: var(--muted); }
.desk .card { background: var(--paper); border: 1px solid var(--line); border-radius: 6px; padding: 1rem 1.15rem; min-width: 0; }
.desk .card > * + * { margin-top: 0.75rem; }
.cards { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr)); align-items: start; }
.desk .facts { display: grid; gap: 0.4rem; }
.desk .facts div { display: grid; grid-template-columns: 10rem minmax(0, 1fr); gap: 0 0.75rem; }
.desk .facts dt { color: var(--muted); }
.desk .facts .text { white-space: pre-wrap; }
.filters ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 0.25rem; border-bottom: 1px solid var(--line); }
.filters a { display: block; padding: 0.5rem 0.9rem; color: var(--muted); text-decoration: none; border-bottom: 3px solid transparent; margin-bottom: -1px; }
.filters a:hover { color: var(--ink); border-bottom-color: var(--line); }
.filters a[aria-current] { color: var(--ink); font-weight: 600; border-bottom-color: var(--brand); }
.table-frame { overflow-x: auto; background: var(--paper); border: 1px solid var(--line); border-radius: 6px; }
.desk .card .table-frame { position: relative; border-width: 1px 0; border-radius: 0; margin-inline: -1.15rem; }
.desk .card .table-frame:last-child { border-bottom: 0; margin-bottom: -1rem; }
.desk .card thead th { border-top: 0; }
.desk table { border-collapse: collapse; width: 100%; }
.desk .card caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; padding: 0; }
.desk .card tr > :first-child { padding-left: 1.15rem; }
.desk caption { text-align: left; padding: 0.7rem 0.9rem; color: var(--muted); }
.desk th, .desk td { text-align: left; padding: 0.55rem 0.9rem; border-top: 1px solid var(--line); vertical-align: top; }
.desk thead th { font-size: 0.8125rem; font-weight: 600; color: var(--muted); background: #f8fafb; white-space: nowrap; }
.desk tbody th { font-weight: 600; white-space: nowrap; }
.desk tbody th bdi { white-space: normal; }
.desk tbody th p { font-weight: 400; white-space: normal; min-width: 12rem; }
.desk tbody td { max-width: 22rem; }
.desk tbody tr:hover { background: #f6fafb; }
.desk td time { display: inline-block; min-width: 6.2rem; text-wrap: balance; }
.desk td.number, .desk td > div > a, .desk .table-frame :is(.button, summary) { white-space: nowrap; }
.desk .number { text-align: right; font-variant-numeric: tabular-nums; }
.desk .badge { font-size: 0.8125rem; }
.desk .badge + .badge { margin-left: 0.25rem; }
.flags { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 0.25rem; }
.flags .badge { white-space: normal; border-radius: 0.6em; }
.notice { border: 1px solid; border-left-width: 6px; border-radius: 6px; padding: 0.7rem 1rem; background: var(--warn-light); color: var(--warn); }
.notice.good { background: var(--good-light); color: var(--good); }
.notice.bad { background: var(--bad-light); color: var(--bad); }
.notice.info { background: var(--active-light); color: var(--active); }
.notice ul { padding-left: 1.1rem; }
.empty { color: var(--muted); }
.desk .table-frame > .empty { padding: 1.25rem; }
.desk .button { padding: 0.35rem 0.85rem; border-radius: 4px; font-size: 0.9375rem; }
.actions { display: flex; flex-wrap: wrap; gap: 0.4rem; align-items: center; }
.reason-form { display: flex; flex-wrap: wrap; gap: 0.4rem; align-items: end; }
.reason-form label { display: block; font-size: 0.8125rem; color: var(--muted); }
.reason-form input { min-height: 2.15rem; padding: 0.25rem 0.55rem; border: 1px solid var(--field-line); border-radius: 4px; background: var(--paper); width: 14rem; max-width: 100%; }
.reason-form div { min-width: 0; max-width: 100%; }
.edit-form > * + * { margin-top: 1rem; }
.edit-form .grid { display: grid; gap: 0.9rem 1.25rem; grid-template-columns: repeat(auto-fill, minmax(min(16rem, 100%), 1fr)); align-items: end; max-width: 60rem; }
.edit-form .actions { gap: 1rem; }
.edit-form label { display: block; font-weight: 600; }
.edit-form .required, .edit-form .error { color: var(--bad); }
.edit-form .error { font-weight: 600; }
.edit-form .hint { color: var(--muted); }
.edit-form :is(input, select) { display: block; width: 100%; min-height: 2.25rem; margin-top: 0.2rem; padding: 0.3rem 0.55rem; border: 1px solid var(--field-line); border-radius: 4px; background: var(--paper); }
.edit-form .has-error :is(input, select) { border: 2px solid var(--bad); background: #fffafa; }
.desk details { margin-top: 0.4rem; }
.desk details[open] { margin-bottom: 0.4rem; }
.desk summary { cursor: pointer; color: var(--brand); text-decoration: underline; text-underline-offset: 0.18em; width: fit-content; }
.timeline { list-style: none; padding: 0; }
.timeline li { position: relative; padding: 0 0 1rem 1.5rem; border-left: 2px solid var(--line); margin-left: 0.4rem; }
.timeline li:last-child { padding-bottom: 0; }
.timeline li::before { content: ""; position: absolute; left: -0.45rem; top: 0.3rem; width: 0.8rem; height: 0.8rem; border-radius: 50%; background: var(--paper); border: 3px solid var(--brand); }
.timeline .when { color: var(--muted); font-size: 0.875rem; }
.timeline .why { color: var(--muted); }
@media (max-width: 52rem) {
  .desk { display: block; }
  .side { border-right: 0; border-bottom: 1px solid var(--line); padding: 0; overflow-x: auto; }
  .side h2 { position: absolute; left: -200vw; }
  .side ul { display: flex; }
  .side a { padding: 0.7rem 1rem; border-left: 0; border-bottom: 3px solid transparent; white-space: nowrap; }
  .side a[aria-current] { border-bottom-color: var(--brand); }
  .desk .content { padding: 1rem 1rem 3rem; }
  .desk .facts div { grid-template-columns: minmax(0, 1fr); }
}
@media (max-width: 40rem) {
  .desk :is(table, caption, tbody, tr) { display: block; }
  .desk thead { display: none; }
  .desk tbody tr { border-top: 1px solid var(--line); padding: 0.6rem 0; }
  .desk tbody :is(th, td) { display: block; border: 0; padding: 0.2rem 0.9rem; white-space: normal; }
  .desk .card tbody :is(th, td) { padding-left: 1.15rem; }
  .desk tbody td { display: grid; overflow-wrap: anywhere; grid-template-columns: 6.5rem minmax(0, 1fr); gap: 0.75rem; max-width: none; justify-items: start; }
  .desk td::before { content: attr(data-title); color: var(--muted); }
  .desk td > div { min-width: 0; max-width: 100%; }
  .desk tbody td.number { text-align: left; white-space: normal; }
  .desk td:has(> div:empty) { display: none; }
}
`
