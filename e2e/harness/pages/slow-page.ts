/** @returns a script that makes each frame of the page take so many milliseconds */
export const drawnSlowly = (frameMs: number): string => `<script>
  const drawSlowly = () => {
    const end = performance.now() + ${frameMs};
    while (performance.now() < end);
    requestAnimationFrame(drawSlowly);
  };
  drawSlowly();
</script>`;

/** @returns a handler that runs a statement in the frame of that number after it is called */
export const inFrame = (frame: number, statement: string): string =>
  Array.from({ length: frame }).reduce<string>(
    (rest) => `requestAnimationFrame(() => { ${rest} })`,
    statement,
  );
