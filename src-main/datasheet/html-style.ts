/** How the sheet looks in a browser; charts keep their white ground in the dark. */
export const htmlStyle = `
:root { color-scheme: light dark; --ink: light-dark(#171a21, #e8eaf0); --quiet: light-dark(#474e5c, #b4bbc8);
  --ground: light-dark(#ffffff, #16191f); --line: light-dark(#dfe2e8, #2a2f38); --accent: light-dark(#3a49c4, #a3b0ff); }
* { box-sizing: border-box; }
body { max-width: 820px; margin: 0 auto; padding: 48px 24px; background: var(--ground); color: var(--ink);
  font: 15px/1.55 Inter, system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 34px; line-height: 1.2; }
header p, figcaption, footer, .note { color: var(--quiet); font-size: 13px; }
h2 { margin: 44px 0 10px; color: var(--accent); font-size: 22px; line-height: 1.3; }
h3 { margin: 22px 0 6px; font-size: 16px; }
p { margin: 6px 0; }
.missing { color: var(--quiet); font-style: italic; }
a { color: var(--accent); }
nav ol { columns: 2; padding-left: 22px; font-size: 14px; }
dl { margin: 8px 0; }
dl div { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); gap: 16px; padding: 4px 0;
  border-bottom: 1px solid var(--line); }
dt { color: var(--quiet); }
dd { margin: 0; }
.table { overflow-x: auto; }
table { width: 100%; margin: 8px 0; border-collapse: collapse; font-size: 13px; font-variant-numeric: tabular-nums; }
caption { padding: 4px 0; color: var(--quiet); text-align: left; }
th, td { padding: 5px 8px; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: 400; }
thead th { border-bottom-color: var(--quiet); color: var(--quiet); font-weight: 600; }
.end { text-align: right; }
figure { margin: 14px 0; }
figure svg { max-width: 100%; height: auto; border-radius: 6px; background: #ffffff; }
footer { margin-top: 44px; padding-top: 12px; border-top: 1px solid var(--line); }
@media print {
  :root { color-scheme: light; }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  nav { display: none; }
  h2, h3, caption { break-after: avoid; }
  thead { display: table-header-group; }
  tr, figure, dl div, li { break-inside: avoid; }
  p { orphans: 2; widows: 2; }
  .table { overflow: visible; }
  @page { size: A4; margin: 20mm; }
}
`
