/** @returns such as `#ff0000` for any colour that CSS knows, or null */
export function colorValue(text: string): string | null {
  const value = text
    .trim()
    .toLowerCase()
    .replace(/\s+(?=[a-z])/g, '');
  if (
    !CSS.supports('color', value) ||
    /^(?:inherit|initial|unset|revert|revert-layer|currentcolor|transparent)$/.test(value)
  ) {
    return null;
  }
  const canvas = new OffscreenCanvas(1, 1).getContext('2d');
  if (!canvas) return null;
  canvas.fillStyle = value;
  canvas.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data;
  return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
