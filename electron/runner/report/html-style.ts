/** Calm paper and ink in the app's colours, light and dark; on paper always dark ink on white. */
export const reportStyle = `
:root {
  --latin: -apple-system, BlinkMacSystemFont, 'Segoe UI Variable Text', 'Segoe UI', Inter, 'Noto Sans', Cantarell, Ubuntu, 'Liberation Sans';
  --chinese: 'PingFang SC', 'Microsoft YaHei UI', 'HarmonyOS Sans SC', 'Noto Sans CJK SC', 'Source Han Sans SC';
  color-scheme: light dark;
  --surface: #fdfdfb; --line: #dedcd8; --line-strong: #c0bdb8; --sunk: #eeede9;
  --ink: #23201c; --ink-2: #514c47; --ink-3: #68645e; --accent-ink: #00566c; --accent-line: #7fb6c6;
}
@media (prefers-color-scheme: dark) {
  :root {
    --surface: #1e1b19; --line: #302d2a; --line-strong: #4b4743; --sunk: #110f0e;
    --ink: #ebe9e5; --ink-2: #b9b5af; --ink-3: #9f9b94; --accent-ink: #7fcbde; --accent-line: #3d7585;
  }
}
* { box-sizing: border-box; }
html { background: var(--surface); -webkit-text-size-adjust: 100%; }
body {
  max-width: 42rem; margin: 0 auto; padding: 4rem 1.5rem 6rem; color: var(--ink);
  font-size: 1rem; line-height: 1.65;
  overflow-wrap: anywhere;
}
h1, h2, h3, h4, h5, h6 { font-weight: 600; line-height: 1.25; text-wrap: balance; }
h1 { margin: 0; font-size: 2.375rem; letter-spacing: -0.015em; }
h2 { margin: 4rem 0 1.25rem; font-size: 1.625rem; }
h3 { margin: 0; font-size: 1.25rem; }
h4, h5, h6, div h3 { margin: 1.5rem 0 0.25rem; font-size: 0.875rem; color: var(--ink-2); }
:root, [lang] { font-family: var(--latin), var(--chinese), system-ui, sans-serif; }
[lang]:lang(zh) { font-family: var(--chinese), var(--latin), system-ui, sans-serif; }
:lang(zh):is(h1, h2, h3) { letter-spacing: 0; }
p, ul, ol, pre, table, blockquote { margin: 0.75rem 0; }
ul, ol { padding-left: 1.35rem; }
li { margin: 0.3rem 0; }
li::marker { color: var(--ink-3); font-variant-numeric: tabular-nums; }
a { color: var(--accent-ink); text-decoration-color: var(--accent-line); text-underline-offset: 0.2em; }
a:focus-visible { outline: 2px solid var(--accent-ink); outline-offset: 2px; border-radius: 2px; }
em:lang(zh) { font-style: normal; font-weight: 600; }
.facts { display: flex; flex-wrap: wrap; gap: 0 0.65rem; margin: 0.75rem 0; padding: 0; list-style: none; font-size: 0.8125rem; color: var(--ink-3); }
.facts li { margin: 0; }
.facts li + li::before { content: '·'; margin-right: 0.65rem; }
.caution { margin-top: 1.5rem; padding: 0.75rem 0; border-block: 1px solid var(--line); font-size: 0.875rem; color: var(--ink-2); }
.focus, .note { font-size: 0.875rem; color: var(--ink-2); }
nav { margin-bottom: 2.5rem; font-size: 0.875rem; }
nav ol { columns: 18rem; column-gap: 2rem; }
nav li { break-inside: avoid; }
article { padding: 2rem 0 1.25rem; border-top: 1px solid var(--line); }
article:target h3 { color: var(--accent-ink); }
table { width: 100%; border-collapse: collapse; font-size: 0.875rem; font-variant-numeric: tabular-nums; }
th, td { padding: 0.4rem 0.75rem 0.4rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { border-bottom-color: var(--line-strong); font-weight: 600; }
[align=right] { text-align: right; } [align=center] { text-align: center; }
code, pre { font: 0.8125rem/1.5 ui-monospace, 'SF Mono', 'Cascadia Mono', Consolas, 'Noto Sans Mono', 'DejaVu Sans Mono', monospace; background: var(--sunk); border-radius: 4px; }
code { padding: 0.1em 0.3em; }
pre { padding: 0.75rem 1rem; overflow-x: auto; white-space: pre-wrap; }
pre code { padding: 0; background: none; }
blockquote { padding-left: 1rem; border-left: 1px solid var(--line-strong); margin-left: 0; color: var(--ink-2); }
dl { margin: 0; }
dl div { padding: 0.75rem 0; border-top: 1px solid var(--line); }
dt { font-weight: 600; } dd { margin: 0.15rem 0 0; font-size: 0.875rem; color: var(--ink-2); }
@media (max-width: 40rem) { body { padding-top: 2rem; } h1 { font-size: 1.75rem; } }
@media print {
  @page { margin: 20mm 18mm; }
  :root { --surface: #fff; --line: #ccc; --line-strong: #999; --sunk: #f4f4f4; --ink: #000; --ink-2: #333; --ink-3: #555; --accent-ink: #000; --accent-line: #999; }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  h2 { margin-top: 2rem; break-after: avoid; } h3, h4 { break-after: avoid; }
  nav { display: none; }
  li, tr, dl div { break-inside: avoid; }
}
`
