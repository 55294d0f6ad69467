type Reference = 'aria-labelledby' | 'aria-owns' | 'aria-controls';

const PROPERTY = {
  'aria-labelledby': 'ariaLabelledByElements',
  'aria-owns': 'ariaOwnsElements',
  'aria-controls': 'ariaControlsElements',
} as const;

/** @returns the elements that the attribute names, also those that a script has set without ids */
export function elementsOf(element: Element, attribute: Reference): readonly Element[] {
  const value = element.getAttribute(attribute);
  if (value === null) return [];
  const set = element[PROPERTY[attribute]];
  if (set && set.length > 0) return set;
  const root = element.getRootNode() as Document | ShadowRoot;
  return (value.match(/\S+/g) ?? []).flatMap((id) => root.getElementById?.(id) ?? []);
}
