import { describe, expect, it } from 'vitest';
import { typedCode } from './typed-code';

describe(typedCode.name, () => {
  it.each([
    ['7k3m9qwp', '7K3M9QWP'],
    ['7K3M-9QWP', '7K3M9QWP'],
    [' 7k3m 9qwp\n', '7K3M9QWP'],
    ['7k3', '7K3'],
    ['7K3M9QWPXYZ', '7K3M9QWP'],
    ['ó7—k', '7K'],
    ['', ''],
  ])('shows %j as %j', (typed, shown) => expect(typedCode(typed)).toBe(shown));
});
