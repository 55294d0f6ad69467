const SUBMITS = 'button:not([type]), button[type=submit], input[type=submit], input[type=image]';

/** Inputs in which Enter submits a form that has no button, if there is only one. */
const BLOCKING =
  'input:not([type]), input[type=text], input[type=search], input[type=url], input[type=tel], input[type=email], input[type=password], input[type=date], input[type=month], input[type=week], input[type=time], input[type=datetime-local], input[type=number]';

/** @returns the button that Enter presses in the form's fields */
export const defaultButton = (form: HTMLFormElement): HTMLElement | null =>
  [...form.elements].find((element): element is HTMLElement => element.matches(SUBMITS)) ??
  form.querySelector<HTMLElement>('input[type=image]');

/** Submits as Enter in a field does. @returns whether it did: a form of several fields needs a button */
export function submitByEnter(form: HTMLFormElement): boolean {
  const button = defaultButton(form);
  if (button) {
    if (button.matches(':disabled')) return false;
    button.click();
    return true;
  }
  const fields = [...form.elements].filter((element) => element.matches(BLOCKING));
  if (fields.length > 1) return false;
  form.requestSubmit();
  return true;
}
