/** Inputs that take text as it is typed. */
const TYPED = new Set(['text', 'search', 'url', 'tel', 'email', 'password', 'number']);

export const isTypedInput = ({ type }: HTMLInputElement): boolean => TYPED.has(type);

/** Enter in an input submits its form, also in a check box; but buttons are pressed. */
export const submitsByEnter = (element: Element): element is HTMLInputElement =>
  element instanceof HTMLInputElement && !/^(?:button|submit|reset|image|file)$/.test(element.type);
