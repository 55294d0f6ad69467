/** @returns the text of HTML: without tags, and with the characters that its entities stand for. Nothing of it runs or loads. */
export function htmlText(html: string): string {
  // The explicit body keeps white space at the beginning.
  return new DOMParser().parseFromString(`<body>${html}`, 'text/html').body.textContent;
}

/** @returns the text with the characters that its entities stand for; a `<` is no tag. */
export function decodeEntities(text: string): string {
  return text.includes('&') ? htmlText(text.replaceAll('<', '&lt;')) : text;
}
