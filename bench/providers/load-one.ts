/** Loads one package in a fresh process and prints its cost as JSON. */
const before = process.memoryUsage.rss();
const startedAt = performance.now();
await import(process.argv[2]!);
const ms = performance.now() - startedAt;
console.log(JSON.stringify({ ms, mib: (process.memoryUsage.rss() - before) / 1024 / 1024 }));

export {};
