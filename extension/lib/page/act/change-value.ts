type Field = HTMLInputElement | HTMLTextAreaElement;

/**
 * Sets a field's value as a user's choice does. In this world the setter is the browser's own, whatever the page's
 * framework has put over it.
 */
export function changeValue(field: Field, value: string): void {
  field.value = value;
  field.dispatchEvent(
    new InputEvent('input', {
      bubbles: true,
      composed: true,
      inputType: 'insertReplacementText',
      data: value,
    }),
  );
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

/** Sends the events of a user's choice, once the options of a list have been chosen. */
export function sendChosen(select: HTMLSelectElement): void {
  select.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  select.dispatchEvent(new Event('change', { bubbles: true }));
}
