// The entry of dist/server.cjs: the language server, or, when started as a worker thread, the reader of artifacts.

import { isMainThread } from 'node:worker_threads';
import '../host/artifacts/artifactWorker.ts';
import { programVersion } from '../host/version.ts';
import { serve } from './serve.ts';

if (isMainThread && !serve(process.argv.slice(2), programVersion(process.argv[1]))) {
  process.stderr.write('Usage: server.cjs --stdio | --node-ipc | --socket=PORT [--record FILE]\n');
  process.exitCode = 2;
}
