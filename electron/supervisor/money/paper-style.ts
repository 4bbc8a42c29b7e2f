/** Ink on paper: hairlines and white space, as on the page. */
export const paperStyle = `
body { font: 10pt/1.45 system-ui, 'PingFang SC', 'Microsoft YaHei UI', 'Noto Sans CJK SC', sans-serif; color: #23201c; margin: 0 }
h1 { font-size: 16pt; margin: 0 0 4pt }
.figure { font-size: 22pt; font-weight: 600; margin: 0 0 6pt; font-variant-numeric: lining-nums }
ul { margin: 0 0 12pt; padding: 0; list-style: none; color: #514c47 }
table { width: 100%; border-collapse: collapse; margin: 0 0 16pt; font-variant-numeric: tabular-nums }
caption { text-align: left; font-weight: 600; padding-bottom: 4pt }
th { text-align: left; font-weight: 400; color: #68645e; border-bottom: 0.75pt solid #c0bdb8; padding: 2pt 0 }
td { border-bottom: 0.5pt solid #dedcd8; padding: 3pt 0; overflow-wrap: anywhere }
.num { text-align: right; padding-left: 10pt; white-space: nowrap }
tr { break-inside: avoid }
thead { display: table-header-group }
tr.total td { font-weight: 600 }
.note { color: #68645e; font-size: 9pt }
`
