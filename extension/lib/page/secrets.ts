/** Fields whose content never leaves the page. */
import { isTypedInput } from './dom/typed-input';

/** Fields that were password fields once: "show password" makes a text field of one. */
const passwords = new WeakSet<Element>();

const SECRET_AUTOCOMPLETE =
  /^(?:current-password|new-password|one-time-code|cc-number|cc-csc|cc-exp|cc-exp-month|cc-exp-year)$/;

/** What sites call such fields, with hyphens between the words. */
const SECRET_NAME =
  /pass-?(?:wor[dt]|phrase|code|wd)|pwd|kennwort|contrase|senha|mot-?de-?passe|otp|one-?time|2fa|mfa|(?:verification|security|auth|sms)-?(?:code|pin)|\bpin\b|cvv|cvc|csc|card-?(?:num|no\b)|cc-?(?:num|no\b)|\biban\b/i;

/** @param name such as `card_number`, `cardNumber`, `user[pin]`, `Card number` */
export const isSecretName = (name: string): boolean =>
  SECRET_NAME.test(name.replace(/([a-z])([A-Z])/g, '$1-$2').replace(/[^\p{L}\p{N}]+/gu, '-'));

/** @returns whether it holds a password, a one-time code, or a card number */
export function isSecret(element: Element): boolean {
  if (!(element instanceof HTMLInputElement)) return false;
  if (element.type === 'password') passwords.add(element);
  if (passwords.has(element)) return true;
  if (element.autocomplete.split(/\s+/).some((token) => SECRET_AUTOCOMPLETE.test(token))) return true;
  // A box that shows a password is not one.
  if (!isTypedInput(element)) return false;
  const label = element.getAttribute('aria-label') ?? '';
  return [element.name, element.id, element.placeholder, label].some(isSecretName);
}
