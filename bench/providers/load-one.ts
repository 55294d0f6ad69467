/** Loads one package in this process, which has loaded nothing else, and prints what that cost as JSON. */
const name = process.argv[2]!;
const before = process.memoryUsage.rss();
const startedAt = performance.now();
await import(name);
const ms = performance.now() - startedAt;
console.log(JSON.stringify({ ms, mib: (process.memoryUsage.rss() - before) / 1024 / 1024 }));
