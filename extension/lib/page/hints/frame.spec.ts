// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { placeFrame } from './frame';

const box = { left: 10.4, top: 20.5, right: 109.6, bottom: 50.2 };

describe(placeFrame, () => {
  it('puts a frame around a control, in whole pixels', () => {
    const frame = document.createElement('div');
    placeFrame(frame, box);
    const { width, height, transform } = frame.style;
    expect({ width, height, transform }).toEqual({
      width: '106px',
      height: '35px',
      transform: 'translate(7px, 18px)',
    });
  });

  it('writes nothing where the control has not moved', () => {
    const frame = document.createElement('div');
    placeFrame(frame, box);
    const changes = new MutationObserver(() => undefined);
    changes.observe(frame, { attributes: true });
    placeFrame(frame, { ...box });
    expect(changes.takeRecords()).toEqual([]);
    placeFrame(frame, { ...box, right: 120 });
    expect(changes.takeRecords()).toHaveLength(1);
  });
});
