import { describe, expect, it } from 'vitest';
import { createEnsureOffscreen } from './ensure-offscreen';

function newSut({ failures = 0 } = {}) {
  let documents = 0;
  const made = { calls: 0 };
  const sut = createEnsureOffscreen({
    hasDocument: async () => documents > 0,
    createDocument: async () => {
      made.calls++;
      if (failures-- > 0) throw new Error('no');
      if (documents > 0) throw new Error('Only a single offscreen document may be created.');
      documents++;
    },
  });
  return { sut, made };
}

describe(createEnsureOffscreen.name, () => {
  it('creates one document for concurrent calls', async () => {
    const { sut, made } = newSut();
    await Promise.all([sut(), sut(), sut()]);
    await sut();
    expect(made.calls).toBe(1);
  });

  it('tries again after a failure', async () => {
    const { sut, made } = newSut({ failures: 1 });
    await expect(sut()).rejects.toThrow('no');
    await sut();
    expect(made.calls).toBe(2);
  });
});
