import express, { type RequestHandler } from 'express';

/** Parses JSON bodies of at most 256 KiB. Comes after the check of who asks: a stranger's body is not even read. */
export const jsonBody: RequestHandler = express.json({ limit: 256 * 1024 });
