/** Fields whose content never leaves the page. */

/** Fields that were password fields once: "show password" makes a text field of one. */
const passwords = new WeakSet<Element>();

const SECRET_AUTOCOMPLETE =
  /^(?:current-password|new-password|one-time-code|cc-number|cc-csc|cc-exp|cc-exp-month|cc-exp-year)$/;

/** Names and ids of fields, in the words that sites use for them. */
const SECRET_NAME =
  /pass(?:wor[dt]|phrase|code|wd)|pwd|kennwort|contrase|senha|mot-?de-?passe|otp|one-?time|totp|2fa|mfa|(?:verification|security|auth|sms)[-_ ]?(?:code|pin)|\bpin\b|cvv|cvc|csc|card-?(?:num|no\b)|cc-?(?:num|no\b)|\biban\b/i;

/** @returns whether it holds a password, a one-time code, or a card number */
export function isSecret(element: Element): boolean {
  if (!(element instanceof HTMLInputElement)) return false;
  if (element.type === 'password') passwords.add(element);
  if (passwords.has(element)) return true;
  if (element.autocomplete.split(/\s+/).some((token) => SECRET_AUTOCOMPLETE.test(token))) return true;
  return [element.name, element.id].some((word) =>
    SECRET_NAME.test(word.replace(/([a-z])([A-Z])/g, '$1-$2')),
  );
}
