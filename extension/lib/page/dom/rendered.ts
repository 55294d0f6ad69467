/** @returns whether anything of the element can be seen somewhere on the page. Full transparency does not count as hidden. */
export function isRendered(element: Element): boolean {
  return element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: false });
}

/** @returns whether a part of the element is in the viewport */
export function isInViewport(element: Element): boolean {
  const { top, left, bottom, right, width, height } = element.getBoundingClientRect();
  return width > 0 && height > 0 && bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
}
