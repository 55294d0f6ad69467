/** The names that HTML itself gives, by https://www.w3.org/TR/html-aam-1.0/#accessible-name-and-description-computation. */

/** The child that names its parent. */
const NAMING_CHILD: Record<string, string> = {
  fieldset: 'legend',
  figure: 'figcaption',
  table: 'caption',
};

/** @returns the child whose text is the element's name */
export function nativeNameElement(element: Element): Element | null {
  const tag = NAMING_CHILD[element.localName];
  if (tag) return [...element.children].find(({ localName }) => localName === tag) ?? null;
  if (!(element instanceof SVGElement)) return null;
  return [...element.children].find(({ localName }) => localName === 'title') ?? null;
}

function nameOfInput(input: HTMLInputElement): string | null {
  switch (input.type) {
    case 'submit':
      return input.value.trim() || 'Submit';
    case 'reset':
      return input.value.trim() || 'Reset';
    case 'button':
      return input.value;
    case 'image':
      return input.alt.trim() || input.title.trim() || 'Submit';
    case 'file':
      return input.title.trim() || 'Choose File';
    default:
      return null;
  }
}

/** @returns the name in an attribute of HTML, or null */
export function nativeName(element: Element): string | null {
  switch (element.localName) {
    case 'input':
      return nameOfInput(element as HTMLInputElement);
    case 'img':
    case 'area':
      return element.getAttribute('alt')?.trim() ? element.getAttribute('alt') : null;
    case 'optgroup':
    case 'option':
      return element.getAttribute('label');
    case 'table':
      return element.getAttribute('summary');
    default:
      return null;
  }
}
