// The look of the B2B site: airy, one column, meant for people who see it once.

export const siteStyles = `
.site { font-size: 1.0625rem; display: flex; flex-direction: column; }
.site .top { background: var(--paper); border-bottom: 1px solid var(--line); }
.site .top-row { max-width: 68rem; margin: 0 auto; padding: 1rem 1.5rem; display: flex; flex-wrap: wrap; gap: 0.5rem 2rem; align-items: center; justify-content: space-between; }
.site .brand { font-weight: 700; font-size: 1.25rem; letter-spacing: -0.02em; color: var(--ink); text-decoration: none; display: inline-flex; align-items: center; gap: 0.6rem; }
.site .brand::before { content: ""; flex: none; width: 1.1rem; height: 1.1rem; border-radius: 3px; background: linear-gradient(135deg, var(--brand) 50%, #4aa3a8 50%); }
.languages ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 0.1rem 0.25rem; font-size: 0.9375rem; }
.languages a { display: block; padding: 0.3rem 0.5rem; border-radius: 4px; color: var(--muted); text-decoration: none; }
.languages a:hover { background: var(--brand-light); color: var(--brand-dark); }
.languages a[aria-current] { color: var(--ink); font-weight: 600; box-shadow: inset 0 -2px 0 var(--brand); border-radius: 0; }
.site .content { flex: 1 0 auto; width: 100%; max-width: 68rem; margin: 0 auto; padding: 2.5rem 1.5rem 4rem; }
.site .bottom { border-top: 1px solid var(--line); color: var(--muted); font-size: 0.9375rem; }
.site .bottom p { max-width: 68rem; margin: 0 auto; padding: 1.25rem 1.5rem; }
.site h1 { font-size: clamp(1.75rem, 1.2rem + 2.4vw, 2.5rem); }
.site h2 { font-size: 1.375rem; }
.site h3 { font-size: 1.0625rem; }
.site .intro { font-size: 1.1875rem; color: var(--muted); margin-top: 0.9rem; max-width: 38rem; }
.hero { background: linear-gradient(150deg, var(--brand) 0%, var(--brand-dark) 75%); color: #fff; border-radius: 14px; padding: clamp(2rem, 6vw, 4.5rem); }
.site .hero h1 { font-size: clamp(2rem, 1.2rem + 3.4vw, 3.25rem); max-width: 18em; }
.site .hero .intro { color: #dcebed; margin: 1.1rem 0 2rem; }
.hero .button { background: #fff; border-color: #fff; color: var(--brand-dark); }
.hero .button:hover { background: var(--brand-light); border-color: var(--brand-light); color: var(--brand-dark); }
.hero :focus-visible { outline-color: #ffd166; }
.steps { margin-top: 3.5rem; }
.steps ol { list-style: none; counter-reset: step; padding: 0; margin-top: 1.5rem; display: grid; gap: 2rem; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); }
.steps li { counter-increment: step; border-top: 2px solid var(--line); padding-top: 1.1rem; }
.steps li::before { content: counter(step); display: grid; place-items: center; width: 2.1rem; height: 2.1rem; border-radius: 50%; background: var(--brand-light); color: var(--brand-dark); font-weight: 700; margin-bottom: 0.8rem; }
.steps li p { color: var(--muted); margin-top: 0.4rem; }
.sheet { background: var(--paper); border: 1px solid var(--line); border-radius: 14px; padding: clamp(1.5rem, 5vw, 3rem); max-width: 50rem; margin: 0 auto; }
.sheet .note { color: var(--muted); margin-top: 0.75rem; font-size: 0.9375rem; }
.sheet > p:not(.intro, .note, .state) { margin-top: 1.75rem; }
.sheet > h2 { margin-top: 2.5rem; }
.site fieldset { border: 0; padding: 0; margin: 2.5rem 0 0; min-width: 0; }
.site legend { width: 100%; padding: 0; }
.site legend h2, .form-part > h2 { padding: 0 0 0.6rem; border-bottom: 1px solid var(--line); }
.site fieldset h3 { margin-top: 2rem; }
.form-part { margin-top: 2.5rem; }
.grid { display: grid; gap: 1.4rem 1.5rem; grid-template-columns: repeat(2, minmax(0, 1fr)); align-items: end; margin-top: 1.4rem; }
.field.wide { grid-column: 1 / -1; }
.field.narrow input { max-width: 12rem; }
.field label { display: block; font-weight: 600; }
.field .required { color: var(--bad); }
.field .hint { color: var(--muted); font-size: 0.9375rem; }
.field .error { color: var(--bad); font-weight: 600; font-size: 0.9375rem; }
.field input, .field select, .field textarea { display: block; width: 100%; min-height: 2.9rem; margin-top: 0.35rem; padding: 0.55rem 0.75rem; border: 1px solid var(--field-line); border-radius: 6px; background: var(--paper); }
.field textarea { resize: vertical; min-height: 8rem; }
.field :is(input, select, textarea):focus-visible { outline-offset: 0; border-color: var(--focus); }
.field.has-error :is(input, select, textarea) { border: 2px solid var(--bad); background: #fffafa; }
.error-summary { border: 2px solid var(--bad); border-left-width: 8px; border-radius: 8px; background: var(--bad-light); padding: 1.1rem 1.4rem; margin-bottom: 2rem; }
.error-summary h2 { font-size: 1.1875rem; color: var(--bad); }
.error-summary ul { padding-left: 1.2rem; margin-top: 0.6rem; }
.error-summary a { color: var(--bad); }
.terms { margin: 2.5rem 0 1.5rem; color: var(--muted); font-size: 0.9375rem; max-width: 42rem; }
.panel { background: var(--brand-light); border-radius: 10px; padding: 1.5rem; margin-top: 2rem; }
.panel p + p { margin-top: 1rem; }
.copy code { display: block; background: var(--paper); border: 1px solid var(--line); border-radius: 6px; padding: 0.6rem 0.8rem; user-select: all; }
.site .facts { display: grid; gap: 0.75rem; margin-top: 1.5rem; }
.site .facts div { display: grid; grid-template-columns: minmax(8rem, 12rem) 1fr; gap: 0.25rem 1rem; }
.site .facts dt { color: var(--muted); }
.plain-steps { padding-left: 1.4rem; margin-top: 1rem; display: grid; gap: 0.5rem; }
.state { margin-top: 1.5rem; font-size: 1.1875rem; }
@media (max-width: 40rem) {
  .site .content { padding: 1.25rem 1rem 3rem; }
  .site .top-row { padding: 0.85rem 1rem; }
  .site .bottom p { padding: 1.25rem 1rem; }
  .languages ul { margin-left: -0.5rem; }
  .grid, .site .facts div { grid-template-columns: minmax(0, 1fr); }
  .site .button { display: block; width: 100%; text-align: center; }
}
`
