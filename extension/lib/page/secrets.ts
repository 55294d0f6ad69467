/** Fields whose content never leaves the page. */
import { PageView } from './dom/page-view';
import { elementsOf } from './dom/referenced-elements';
import { isTypedInput } from './dom/typed-input';
import { isSecretLabel } from './secret-labels';

/** Fields that were password fields once: "show password" makes a text field of one. */
const passwords = new WeakSet<Element>();

const SECRET_AUTOCOMPLETE =
  /^(?:current-password|new-password|one-time-code|cc-number|cc-csc|cc-exp|cc-exp-month|cc-exp-year)$/;

/** What sites call such fields, with hyphens between the words. */
const SECRET_NAME =
  /pass-?(?:wor[dt]|phrase|code|wd)|pwd|kennwort|contrase|senha|mot-?de-?passe|otp|one-?time|2fa|mfa|(?:verification|security|auth|sms)-?(?:code|pin)|\bpin\b|cvv|cvc|csc|\bssn\b|social-?security|card-?(?:num|no\b)|cc-?(?:num|no\b)|\biban\b/i;

/** @param name such as `card_number`, `cardNumber`, `user[pin]`, `Card number` */
export const isSecretName = (name: string): boolean =>
  SECRET_NAME.test(name.replace(/([a-z])([A-Z])/g, '$1-$2').replace(/[^\p{L}\p{N}]+/gu, '-'));

/**
 * @param view where more than one element is looked at: without it, each one costs a search for all labels of the page
 * @returns whether it holds a password, a one-time code, or a card number
 */
export function isSecret(element: Element, view?: PageView): boolean {
  if (!(element instanceof HTMLInputElement)) return false;
  if (element.type === 'password') passwords.add(element);
  if (passwords.has(element)) return true;
  if (element.autocomplete.split(/\s+/).some((token) => SECRET_AUTOCOMPLETE.test(token))) return true;
  // A box that shows a password is not one.
  if (!isTypedInput(element)) return false;
  const label = element.getAttribute('aria-label') ?? '';
  if ([element.name, element.id, element.placeholder, label].some(isSecretName)) return true;
  return isSecretLabel(element.placeholder) || labelsOf(element, view ?? new PageView()).some(isSecretLabel);
}

/** What the user sees as its name. */
const labelsOf = (element: Element, view: PageView): string[] => [
  ...[...view.labels(element), ...elementsOf(element, 'aria-labelledby')].map(
    (label) => label.textContent ?? '',
  ),
  ...['aria-label', 'title'].map((attribute) => element.getAttribute(attribute) ?? ''),
];
