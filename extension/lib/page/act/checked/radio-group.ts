/** @returns the radio buttons of which only one can be chosen, itself among them; none if it has no name */
export function radioGroupOf(radio: HTMLInputElement): HTMLInputElement[] {
  if (radio.name === '') return [];
  const root = radio.getRootNode() as ParentNode;
  const all = [...root.querySelectorAll<HTMLInputElement>('input[type=radio]')];
  return all.filter(({ name, form }) => name === radio.name && form === radio.form);
}
