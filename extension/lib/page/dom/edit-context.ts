/** Editors that draw their text themselves get what is typed by an edit context (Chrome only). */
export const hasEditContext = (element: Element): boolean =>
  ((element as { editContext?: object | null }).editContext ?? null) !== null;
