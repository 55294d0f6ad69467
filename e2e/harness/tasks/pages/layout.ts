/** What all pages of the tasks have. */

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const STYLE = `body { font: 15px sans-serif; margin: 0 2em 2em } header { border-bottom: 1px solid #ccc }
nav a { margin-right: 1em } label { display: block; margin: .4em 0 } table { border-collapse: collapse }
td, th { border: 1px solid #ccc; padding: .2em .6em } [hidden] { display: none !important }`;

export interface Layout {
  title: string;
  body: string;
  style?: string;
  /** Runs once the body is there. \`$\` finds the first element of a selector, \`all\` each. */
  script?: string;
}

/** A page with the head and the foot of its site. */
export const layout = ({ title, body, style = '', script = '' }: Layout): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title><style>${STYLE} ${style}</style></head><body>
<header><nav aria-label="Site"><a href="/home">Home</a><a href="/news">News</a><a href="/help">Help</a></nav></header>
<main><h1>${escaped(title)}</h1>
${body}
</main><footer><p>Made for trying things out.</p><a href="/imprint">Imprint</a></footer>
<script>
const $ = (selector, from = document) => from.querySelector(selector);
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const say = (text) => { const out = $('#said'); if (out) out.textContent = text; };
${script}
</script></body></html>`;

export const SAID = '<p id="said" role="status"></p>';

/** The text of the page's message. */
export const SAID_TEXT = `document.querySelector('#said').textContent`;
