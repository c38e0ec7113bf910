// How the HTML report looks. Its hash stands in the report's policy.
export const STYLE = `
:root { color-scheme: light dark; --ink: light-dark(#1c2229, #e8e6e1); --soft: light-dark(#555e67, #a9b1b9);
  --paper: light-dark(#ffffff, #14181c); --line: light-dark(#dedbd3, #323941);
  --strength: light-dark(#175cad, #86b8ff); --concern: light-dark(#ab4408, #ffa864); }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 Charter, Cambria, Georgia, serif; }
main { max-width: 46rem; margin: 0 auto; padding: 2.5rem 1.25rem; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0; } h2 { font-size: 1.2rem; margin: 2rem 0 0.5rem; }
.aside, .meta, footer { color: var(--soft); font: 0.875rem/1.5 system-ui, sans-serif; }
.lede { font-size: 1.15rem; } table { border-collapse: collapse; width: 100%; font: 0.9rem system-ui, sans-serif; }
th, td { text-align: start; padding: 0.3rem 0.5rem; border-bottom: 1px solid var(--line); font-weight: normal; }
thead th { font-weight: 600; } td.concern rect { fill: var(--concern); } td.strength rect { fill: var(--strength); }
ol { list-style: none; padding: 0; display: grid; gap: 1rem; }
li { border-inline-start: 3px solid var(--concern); padding-inline-start: 0.9rem; break-inside: avoid; }
li.concern { border-inline-start-style: double; border-inline-start-width: 5px; }
li.strength { border-inline-start-color: var(--strength); } .meta, .note { margin: 0.25rem 0 0; }
.note { font-style: italic; } .text { white-space: pre-wrap; overflow-wrap: anywhere; }
mark { background: none; color: inherit; text-decoration: underline 2px; text-underline-offset: 0.2em; }
mark.strength { text-decoration-color: var(--strength); }
mark.concern { text-decoration-color: var(--concern); text-decoration-style: wavy; }
mark.sev-1 { text-decoration-thickness: 1px; } mark.sev-3 { text-decoration-thickness: 3px; }
footer { margin-top: 2.5rem; border-top: 1px solid var(--line); padding-top: 0.75rem; }
@media print { main { padding: 0; max-width: none; } }
`;
