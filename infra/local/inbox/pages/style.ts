// The look of the inbox: a calm, dense list and a readable message, in light and dark.

export const style = `
:root {
  color-scheme: light dark;
  --ground: #f5f6f8; --paper: #ffffff; --ink: #1f2328; --soft: #59636e; --line: #d9dde3;
  --accent: #0b5cad; --accent-soft: #e6f0fa; --good: #1a6b36; --good-soft: #e3f4e8; --bad: #a4262c; --bad-soft: #fdebec;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #17191c; --paper: #202327; --ink: #e8eaed; --soft: #a6adb6; --line: #363b42;
    --accent: #7db7f2; --accent-soft: #22354a; --good: #8fd6a5; --good-soft: #1d3826; --bad: #f5a3a7; --bad-soft: #45262a;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 'Segoe UI', -apple-system, 'Helvetica Neue', 'Noto Sans', 'Liberation Sans', Arial, 'PingFang SC', 'Microsoft YaHei', system-ui, sans-serif; }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
.skip { position: absolute; left: -100vw; background: var(--paper); padding: 8px 16px; z-index: 1; }
.skip:focus { left: 8px; top: 8px; }
.top { display: flex; flex-wrap: wrap; gap: 12px 24px; align-items: center; padding: 12px 24px; background: var(--paper); border-bottom: 1px solid var(--line); }
.brand { font-size: 17px; font-weight: 600; color: var(--ink); text-decoration: none; }
.search { display: flex; gap: 8px; flex: 1; max-width: 520px; }
input, button, .button { font: inherit; padding: 6px 12px; border-radius: 6px; border: 1px solid var(--line); background: var(--paper); color: var(--ink); min-height: 36px; }
input { flex: 1; min-width: 0; border-color: var(--soft); }
button, .button { cursor: pointer; text-decoration: none; white-space: nowrap; }
button:hover, .button:hover { background: var(--accent-soft); }
.actions { display: flex; gap: 8px; margin-left: auto; }
main { max-width: 1080px; margin: 24px auto; padding: 0 24px; }
h1 { font-size: 20px; font-weight: 600; margin: 0 0 12px; overflow-wrap: anywhere; }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; overflow: hidden; }
.list { list-style: none; margin: 0; padding: 0; }
.list li + li { border-top: 1px solid var(--line); }
.list a { display: grid; grid-template-columns: minmax(140px, 240px) minmax(0, 1fr) auto; gap: 16px; align-items: baseline; padding: 12px 16px; color: inherit; text-decoration: none; }
.list a:hover { background: var(--accent-soft); }
.list a:focus-visible { outline-offset: -2px; }
.who, .what { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.who { font-weight: 600; }
.start { color: var(--soft); }
.when { color: var(--soft); font-variant-numeric: tabular-nums; white-space: nowrap; font-size: 13px; }
.empty { padding: 48px 16px; text-align: center; color: var(--soft); }
.badge { display: inline-block; padding: 0 8px; border-radius: 999px; font-size: 12px; font-weight: 600; background: var(--good-soft); color: var(--good); }
.badge.bad { background: var(--bad-soft); color: var(--bad); }
.head { padding: 20px 20px 12px; }
.fields { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 4px 16px; margin: 0; }
.fields dt { color: var(--soft); }
.fields dd { margin: 0; overflow-wrap: anywhere; }
.tabs { display: flex; gap: 4px; padding: 0 20px; border-bottom: 1px solid var(--line); }
.tabs a { padding: 8px 12px; text-decoration: none; color: var(--soft); border-bottom: 3px solid transparent; }
.tabs a[aria-current] { color: var(--ink); border-color: var(--accent); font-weight: 600; }
iframe { display: block; width: 100%; height: 70vh; min-height: 420px; border: 0; background: #ffffff; }
pre { margin: 0; padding: 20px; white-space: pre-wrap; overflow-wrap: anywhere; font: 14px/1.6 ui-monospace, Consolas, monospace; }
.details { padding: 20px; }
.back { display: inline-block; margin-bottom: 12px; }
@media (max-width: 640px) {
  .top, main { padding-left: 16px; padding-right: 16px; }
  .list a { grid-template-columns: 1fr auto; gap: 0 12px; }
  .what { grid-column: 1 / -1; grid-row: 2; }
}
`
