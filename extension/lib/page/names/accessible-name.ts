import { computeAccessibleName } from 'dom-accessibility-api';

/** @returns the name by which assistive technology and users know the element, or '' */
export function accessibleName(element: Element): string {
  const name = computeAccessibleName(element, { computedStyleSupportsPseudoElements: true });
  return name.replace(/\s+/g, ' ').trim() || element.getAttribute('placeholder')?.trim() || '';
}
