/** Inputs that take text as it is typed. */
const TYPED = new Set(['text', 'search', 'url', 'tel', 'email', 'password', 'number']);

export const isTypedInput = ({ type }: HTMLInputElement): boolean => TYPED.has(type);
