// What both looks share: type, colours, focus, buttons, badges. Text colours have at least 4.5 : 1 on their ground:
// https://www.w3.org/WAI/WCAG22/Understanding/contrast-minimum

export const baseStyles = `
:root {
  --ink: #17232f;
  --muted: #50606d;
  --line: #d3dce3;
  --field-line: #71808d;
  --ground: #f3f6f8;
  --paper: #ffffff;
  --brand: #0b5563;
  --brand-dark: #073d48;
  --brand-light: #e6f1f3;
  --focus: #1667c7;
  --bad: #9f1c20;
  --bad-light: #fdeeee;
  --good: #17643a;
  --good-light: #e5f4eb;
  --active: #0a4f8f;
  --active-light: #e6f0fa;
  --warn: #704600;
  --warn-light: #fff4dc;
  --sans: -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif;
  --mono: ui-monospace, "Cascadia Mono", "SF Mono", Menlo, Consolas, "Liberation Mono", monospace;
}
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; min-height: 100vh; font-family: var(--sans); color: var(--ink); background: var(--ground); line-height: 1.55; }
h1, h2, h3 { line-height: 1.2; margin: 0; letter-spacing: -0.01em; text-wrap: balance; }
p, ul, ol, dl, dd { margin: 0; }
a { color: var(--brand); text-underline-offset: 0.18em; text-decoration-thickness: 0.07em; }
a:hover { color: var(--brand-dark); text-decoration-thickness: 0.14em; }
code { font-family: var(--mono); font-size: 0.92em; overflow-wrap: anywhere; }
bdi, dd, li, p, h1, h2, .brand { overflow-wrap: anywhere; }
table :is(*, bdi, li, p) { overflow-wrap: break-word; }
button, input, select, textarea { font: inherit; color: inherit; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 3px; }
main:focus { outline: none; }
.skip-link { position: absolute; left: 1rem; top: -5rem; padding: 0.6rem 1rem; background: var(--paper); color: var(--ink); z-index: 2; }
.skip-link:focus { top: 0.5rem; }
.off-screen { position: absolute; left: -200vw; width: 1px; height: 1px; overflow: hidden; }
.button { display: inline-block; padding: 0.75rem 1.5rem; border: 1px solid var(--brand); border-radius: 6px; background: var(--brand); color: #fff; font-weight: 600; text-decoration: none; cursor: pointer; }
.button:hover { background: var(--brand-dark); border-color: var(--brand-dark); color: #fff; }
.button.quiet { background: var(--paper); color: var(--brand); }
.button.quiet:hover { background: var(--brand-light); color: var(--brand-dark); }
.badge { display: inline-block; padding: 0.15em 0.7em; border-radius: 1em; font-weight: 600; white-space: nowrap; background: #e8ecef; color: #33424f; }
.badge.active { background: var(--active-light); color: var(--active); }
.badge.good { background: var(--good-light); color: var(--good); }
.badge.bad { background: var(--bad-light); color: var(--bad); }
.badge.warn { background: var(--warn-light); color: var(--warn); }
@media (forced-colors: active) { .badge, .button { border: 1px solid; } }
@media print { .skip-link, nav, form, .button { display: none; } body { background: none; } }
`
