/** The health check of the image: exits with 0 if the backend at `PORT` is ready, otherwise with 1. */
import { isReady } from './is-ready.js';

process.exitCode = (await isReady(Number(process.env.PORT))) ? 0 : 1;
