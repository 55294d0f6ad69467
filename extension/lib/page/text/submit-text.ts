import { defaultButton, submitByEnter } from '../act/keys/submit-form';
import { pressKey } from '../act/keys/press-key';
import { describeControl } from '../describe-control';
import type { TextTarget } from './text-target';

/** Sends what was typed, as Enter in a single-line field does. @returns why it was not sent, or null */
export function submitFrom({ kind, element }: TextTarget): string | null {
  const form = element.closest('form');
  if (!form) {
    const pressed = pressKey(element, 'Enter');
    return 'ok' in pressed ? pressed.error : null;
  }
  const button = defaultButton(form);
  if (button?.matches(':disabled')) return `It was not sent: ${describeControl(button)} is disabled.`;
  const invalid = form.noValidate || button?.hasAttribute('formnovalidate') ? null : firstInvalid(form);
  if (invalid) return `It was not sent: ${describeControl(invalid)}: ${invalid.validationMessage}`;
  // Scripts of search fields listen to the key; in text areas and editors it would be a new line.
  if (kind === 'field' && element instanceof HTMLInputElement) pressKey(element, 'Enter');
  else if (!submitByEnter(form)) form.requestSubmit();
  return null;
}

type Validated = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const firstInvalid = (form: HTMLFormElement): Validated | undefined =>
  ([...form.elements] as Validated[]).find(({ willValidate, validity }) => willValidate && !validity.valid);
