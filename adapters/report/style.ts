/** Everything the page looks like: it stands alone, on a screen and on paper. */
export const style = `
*{box-sizing:border-box}
body{margin:0 auto;max-width:1000px;padding:24px;font:16px/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff}
h1{font-size:28px;line-height:1.2;margin:0 0 8px}
h2{font-size:20px;margin:0 0 4px;border-top:2px solid #1b4965;padding-top:12px}
section{margin:32px 0 0}
p{margin:0 0 12px;max-width:70ch}
.language{float:right;margin:0 0 8px 16px}
a{color:#1b4965}
a:focus-visible,.table:focus-visible{outline:3px solid #b35900;outline-offset:2px}
#en{display:none}
#en:target{display:block}
#en:target~#sv{display:none}
figure{margin:12px 0 16px}
figure svg[role=img]{display:block;width:100%;max-width:640px;height:auto;font-size:14px}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:4px 20px;margin:4px 0 0;padding:0;font-size:14px}
.legend svg{vertical-align:-2px}
.table{overflow-x:auto}
table{border-collapse:collapse;font-size:15px}
th,td{padding:6px 12px 6px 0;border-bottom:1px solid #c8c8c8;text-align:left;vertical-align:bottom}
td,thead th+th{text-align:right;padding:6px 0 6px 12px;font-variant-numeric:tabular-nums}
tfoot th,tfoot td{border-bottom:0;border-top:2px solid #1a1a1a;font-weight:bold}
tbody th{font-weight:normal}
.key td{font-weight:bold;min-width:100px}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
@page{size:A4;margin:15mm}
@media print{
body{padding:0;max-width:none;font-size:11pt}
.language{display:none}
.table{overflow:visible}
table{font-size:9.5pt}
th{padding-right:6px}
td,thead th+th{padding:6px 0 6px 6px}
figure,tr,h2,h2+p{break-inside:avoid}
h2,h2+p{break-after:avoid}
figure svg[role=img]{max-width:130mm}
}
`
